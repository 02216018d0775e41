namespace IdPhoto.Server.Audit;

/// <summary>Checks the whole log, from its files alone: whether a server runs or not.</summary>
internal static class AuditCheck
{
    /// <summary>A running server writes meanwhile: what was read belongs together if the note is the same before and after.</summary>
    private const int MostTries = 20;

    /// <summary>Reads and checks the log.</summary>
    /// <param name="log">The file.</param>
    /// <param name="readNote">Reads the note, as one of <see cref="AuditNotes"/>.</param>
    /// <param name="key">The keys of the log.</param>
    /// <exception cref="IOException">The log cannot be read.</exception>
    /// <exception cref="Store.StoreException">The note cannot be read.</exception>
    public static AuditVerdict Run(string log, Func<AuditNote> readNote, AuditKey key)
    {
        for (int i = 1; ; i++)
        {
            AuditNote before = readNote();
            long length = new FileInfo(log).Length;
            if (i == MostTries || before == readNote())
                return Run(() => Open(log, length), before, key);
        }
    }

    /// <summary>Checks a log that is held still.</summary>
    /// <param name="open">Opens it from its beginning.</param>
    /// <param name="note">The note.</param>
    /// <param name="key">The keys of the log.</param>
    public static AuditVerdict Run(Func<IEnumerable<(byte[] Line, bool Ended)>> open, AuditNote note, AuditKey key)
    {
        AuditHead end = AuditHead.Empty, beforeEnd = AuditHead.Empty;
        long? damage = null;
        byte[] torn = [];
        foreach ((byte[] bytes, bool ended) in open())
        {
            if (!ended)
            {
                torn = bytes;
                break;
            }
            AuditLine? line = AuditLine.Read(bytes, key);
            if (line?.Follows(end) != true)
                return Verdict(end, damage, Classify(line, end, Numbers(open(), key)));
            if (line.Act == AuditActs.LogDamaged)
                damage ??= line.Number;
            (beforeEnd, end) = (end, line.AsHead());
        }
        AuditFault? fault = AtEnd(end, beforeEnd, note) ?? (new AuditTail(null, torn).IsBeginningOf(end.Lines + 1) ? null : new AuditFault(end.Lines + 1, AuditFaultKind.Inserted));
        return Verdict(end, damage, fault) with { Interrupted = fault is null && torn.Length > 0 };
    }

    private static AuditVerdict Verdict(AuditHead end, long? damage, AuditFault? fault)
        => new(end.Lines, end.Hash, fault, damage, Interrupted: false);

    private static AuditFault Classify(AuditLine? line, AuditHead before, HashSet<long> numbers)
    {
        long place = before.Lines + 1;
        if (line is null)
            return new AuditFault(place, numbers.Contains(place) ? AuditFaultKind.Inserted : AuditFaultKind.Changed);
        if (line.Number == place)
            return new AuditFault(place, AuditFaultKind.Disconnected);
        return line.Number > place && !numbers.Contains(place)
            ? new AuditFault(place, AuditFaultKind.Removed, line.Number - place)
            : new AuditFault(place, AuditFaultKind.OutOfOrder);
    }

    private static AuditFault? AtEnd(AuditHead end, AuditHead beforeEnd, AuditNote note)
    {
        if (!note.IsThere)
            // The very first line may be there without a note: nothing has been reported as done yet.
            return end.Lines <= 1 ? null : new AuditFault(end.Lines, AuditFaultKind.NoteMissing);
        if (note.Head is not { } noted)
            return new AuditFault(end.Lines, AuditFaultKind.NoteChanged);
        if (noted.Lines > end.Lines)
            return new AuditFault(end.Lines + 1, AuditFaultKind.Truncated, noted.Lines - end.Lines);
        // A crash leaves one line more than is noted, never two.
        return noted == end || noted == beforeEnd ? null : new AuditFault(end.Lines, AuditFaultKind.NoteOfAnother);
    }

    private static HashSet<long> Numbers(IEnumerable<(byte[] Line, bool Ended)> lines, AuditKey key)
        => [.. lines.Select(line => AuditLine.Read(line.Line, key)?.Number).OfType<long>()];

    private static IEnumerable<(byte[] Line, bool Ended)> Open(string path, long length)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach ((byte[] Line, bool Ended) line in AuditLines.In(file, length))
            yield return line;
    }
}
