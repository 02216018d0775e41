namespace IdPhoto.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A photo was refused, a file could not be read or written, or the work was cancelled.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something was checked and is not as it must be: a photo breaks a rule, a log was changed, a receipt is not genuine, photos are overdue.</summary>
    public const int RuleBroken = 3;
}
