namespace IdPhoto.Server.Audit;

/// <summary>The acts that are written down. A word once published keeps its meaning; docs/operations.md lists them with their facts.</summary>
internal static class AuditActs
{
    /// <summary>A server started whose software is another than the last one's.</summary>
    public const string ServerStarted = "server-started";

    /// <summary>A start found the beginning of a line that was being written when the server was killed, and removed it.</summary>
    public const string LogRepaired = "log-repaired";

    /// <summary>A start found that the log does not end where it should.</summary>
    public const string LogDamaged = "log-damaged";

    /// <summary>A photo was erased by its holder.</summary>
    public const string PhotoErased = "photo-erased";

    /// <summary>Everything of an install was deleted, at the word of whoever has it.</summary>
    public const string DeviceErased = "device-erased";

    /// <summary>Installs that were not here for a long time were forgotten.</summary>
    public const string InstallsExpired = "installs-expired";

    /// <summary>Kept photos were erased because somebody else became responsible.</summary>
    public const string PhotosTakenOver = "photos-taken-over";

    /// <summary>A start removed photos whose time was over while no server ran.</summary>
    public const string PhotosOverdue = "photos-overdue";

    /// <summary>Photos were erased by the operator.</summary>
    public const string PhotosPurged = "photos-purged";

    /// <summary>Photos could not be removed in time, for the first time since it worked.</summary>
    public const string SweepFailed = "sweep-failed";

    /// <summary>Removing photos works again.</summary>
    public const string SweepRecovered = "sweep-recovered";

    /// <summary>The operator announced a change of the policy or of who is responsible.</summary>
    public const string PolicyPublished = "policy-published";

    /// <summary>The operator took back a change that had not taken effect.</summary>
    public const string PolicyWithdrawn = "policy-withdrawn";

    /// <summary>The operator looked at what the server keeps.</summary>
    public const string StatusRead = "status-read";

    /// <summary>The operator looked for the erasure that a receipt is for.</summary>
    public const string ReceiptSought = "receipt-sought";

    /// <summary>The operator looked at the list of letters.</summary>
    public const string LettersListed = "letters-listed";

    /// <summary>The operator read a letter.</summary>
    public const string LetterRead = "letter-read";

    /// <summary>The operator answered a letter.</summary>
    public const string LetterAnswered = "letter-answered";

    /// <summary>The operator closed a letter.</summary>
    public const string LetterClosed = "letter-closed";

    /// <summary>The operator erased a letter before its time was over.</summary>
    public const string LetterErased = "letter-erased";

    /// <summary>The operator deleted everything of an install that a letter names.</summary>
    public const string LetterDeviceErased = "letter-device-erased";

    /// <summary>The operator looked at the statistics.</summary>
    public const string StatisticsRead = "statistics-read";

    /// <summary>The operator took a copy of the log.</summary>
    public const string LogExported = "log-exported";
}
