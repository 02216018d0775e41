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

    /// <summary>A photo was checked, and a rule is broken.</summary>
    public const int RuleBroken = 3;
}
