using IdPhoto.Messages;

namespace IdPhoto.Server.Audit;

/// <summary>What a check of the whole log found.</summary>
/// <param name="Lines">Whole lines in the file.</param>
/// <param name="Head">SHA-256 of the last line, in hexadecimal; to be noted elsewhere by whoever wants to see later that nothing was put back.</param>
/// <param name="Fault">What is wrong first; null for nothing.</param>
/// <param name="Damage">The first line in which a start of the server wrote down that the log was damaged; null for none.</param>
/// <param name="Interrupted">Whether the last line was being written when the server was killed; the next start removes it.</param>
internal sealed record AuditVerdict(long Lines, string Head, AuditFault? Fault, long? Damage, bool Interrupted)
{
    /// <summary>Whether nobody has changed anything.</summary>
    public bool IsSound => Fault is null && Damage is null;
}

/// <summary>Where a log is wrong, and how.</summary>
/// <param name="Line">The first line that is wrong, counted from 1 in the file.</param>
/// <param name="Kind">How.</param>
/// <param name="Count">How many lines are missing; 0 where none are.</param>
internal sealed record AuditFault(long Line, AuditFaultKind Kind, long Count = 0)
{
    /// <summary>The kind, as programs read it.</summary>
    public string Word => Kind switch
    {
        AuditFaultKind.Changed => "changed",
        AuditFaultKind.Removed => "removed",
        AuditFaultKind.Inserted => "inserted",
        AuditFaultKind.OutOfOrder => "out-of-order",
        AuditFaultKind.Disconnected => "disconnected",
        AuditFaultKind.Truncated => "truncated",
        AuditFaultKind.NoteMissing => "note-missing",
        AuditFaultKind.NoteChanged => "note-changed",
        _ => "note-of-another",
    };

    /// <summary>For the operator.</summary>
    public Message Said => Kind switch
    {
        AuditFaultKind.Changed => Message.Of("admin.fault-changed", ("line", Line)),
        AuditFaultKind.Removed => Message.Of("admin.fault-removed", ("line", Line), ("count", Count)),
        AuditFaultKind.Inserted => Message.Of("admin.fault-inserted", ("line", Line)),
        AuditFaultKind.OutOfOrder => Message.Of("admin.fault-order", ("line", Line)),
        AuditFaultKind.Disconnected => Message.Of("admin.fault-disconnected", ("line", Line)),
        AuditFaultKind.Truncated => Message.Of("admin.fault-truncated", ("line", Line), ("count", Count)),
        AuditFaultKind.NoteMissing => Message.Of("admin.fault-note-missing", ("line", Line)),
        AuditFaultKind.NoteChanged => Message.Of("admin.fault-note-changed", ("line", Line)),
        _ => Message.Of("admin.fault-note-other", ("line", Line)),
    };
}

/// <summary>How a log can be wrong.</summary>
internal enum AuditFaultKind
{
    /// <summary>A line is not as it was written.</summary>
    Changed,

    /// <summary>Lines are missing before this one.</summary>
    Removed,

    /// <summary>No server wrote this line here.</summary>
    Inserted,

    /// <summary>This line belongs to another place.</summary>
    OutOfOrder,

    /// <summary>The line was written after another line than the one that stands before it.</summary>
    Disconnected,

    /// <summary>Lines are missing at the end.</summary>
    Truncated,

    /// <summary>It is not noted where the log ends.</summary>
    NoteMissing,

    /// <summary>The note of where the log ends was changed.</summary>
    NoteChanged,

    /// <summary>The note is of another state of the log.</summary>
    NoteOfAnother,
}
