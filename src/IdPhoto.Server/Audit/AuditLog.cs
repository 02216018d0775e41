using System.Text.Json;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Audit;

/// <summary>What the server and its operator did, in a file that only grows: a line of JSON for each act.</summary>
/// <remarks>
/// Each line holds the SHA-256 of the line before it and a MAC of its own, and where the log ends is noted in the database under
/// another MAC. A line is on the disk first, then the note. So a crash leaves at most one line more than is noted, or the
/// beginning of one; both were not reported as done. Anything else at the end is damage, which the next start writes down.
/// </remarks>
internal sealed class AuditLog : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AuditFile _file;
    private readonly string _path;
    private readonly AuditHeads _heads;
    private readonly AuditKey _key;
    private readonly TimeProvider _clock;
    private readonly Queue<AuditAct> _owed = new();
    private AuditHead _end = AuditHead.Empty;
    private bool _noted = true;

    private AuditLog(string path, AuditFile file, AuditHeads heads, AuditKey key, TimeProvider clock)
        => (_path, _file, _heads, _key, _clock) = (path, file, heads, key, clock);

    /// <summary>The version of this software.</summary>
    public static string Software { get; } = typeof(AuditLog).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>How many lines it has.</summary>
    public long Lines
    {
        get
        {
            lock (_lock)
                return _end.Lines;
        }
    }

    /// <summary>Opens the log, or begins it, and puts right what a crash has left.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="StoreException">The note cannot be read.</exception>
    public static AuditLog Open(string path, RecordStore records, AuditKey key, TimeProvider clock)
    {
        AuditLog log = new(path, AuditFile.Open(path), new AuditHeads(records, key, Software), key, clock);
        try
        {
            log.Start();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    /// <summary>Writes an act down; it is on the disk when this returns.</summary>
    /// <param name="act">One of <see cref="AuditActs"/>.</param>
    /// <param name="facts">Words and values.</param>
    /// <exception cref="StoreException">It cannot be written now, so it must not be reported as done; it is written as soon as there is room.</exception>
    public void Append(string act, params (string Name, AuditFact Value)[] facts)
    {
        Owe(act, facts);
        if (Settle() is { } trouble)
            throw trouble as StoreException ?? new StoreException(DiskFull.Caused(trouble), trouble);
    }

    /// <summary>Writes down an act that cannot wait, such as an erasure: on a full disk it is done all the same.</summary>
    /// <inheritdoc cref="Append"/>
    /// <returns>Whether it is on the disk; otherwise it is written as soon as there is room.</returns>
    public bool TryAppend(string act, params (string Name, AuditFact Value)[] facts)
    {
        Owe(act, facts);
        return Settle() is null;
    }

    /// <summary>Writes down what could not be written before.</summary>
    /// <returns>Whether nothing is left to be written.</returns>
    public bool TrySettle() => Settle() is null;

    /// <summary>What a receipt is found again by.</summary>
    /// <param name="subject">The receipt's subject.</param>
    public AuditFact Mark(string subject) => AuditFact.Receipt(_key.Mark(subject));

    /// <summary>The line about the erasure that a receipt with this subject was given for; null without one.</summary>
    public AuditLine? FindReceipt(string subject)
    {
        string mark = _key.Mark(subject);
        return Read().Select(line => AuditLine.Read(line, _key))
            .FirstOrDefault(line => line is not null && line.Facts.TryGetProperty("receipt", out JsonElement receipt) && receipt.GetString() == mark);
    }

    /// <summary>The lines as they are now, without their ends of line.</summary>
    public IEnumerable<byte[]> Read()
    {
        lock (_lock)
            return AuditFile.Lines(_path, _file.Length);
    }

    public void Dispose()
    {
        TrySettle();
        _file.Dispose();
    }

    private void Owe(string act, (string Name, AuditFact Value)[] facts)
    {
        if (!facts.Select(fact => fact.Name).Prepend(act).All(AuditFact.IsWord))
            throw new ArgumentException("Acts and facts are named by words of the program.", nameof(act));
        lock (_lock)
            _owed.Enqueue(new AuditAct(_clock.GetUtcNow(), act, facts));
    }

    private void Start()
    {
        AuditNote note = _heads.Read();
        AuditTail tail = _file.ReadTail();
        AuditLine? last = tail.Last is null ? null : AuditLine.Read(tail.Last, _key);
        AuditHead written = last?.AsHead() ?? AuditHead.Empty;
        AuditHead noted = note.Head ?? AuditHead.Empty;
        bool read = tail.Last is null == last is null && note.IsThere == note.Head is not null;
        bool asNoted = read && (written == noted || last?.Follows(noted) == true) && tail.IsBeginningOf(written.Lines + 1);
        _end = asNoted || written.Lines > noted.Lines ? written : noted;
        _noted = written == noted;
        if (tail.Torn.Length > 0 && asNoted)
            _file.CutTail();
        else if (tail.Torn.Length > 0)
            _file.KeepTail();
        if (!asNoted)
            TryAppend(AuditActs.LogDamaged, ("found", written.Lines), ("noted", noted.Lines));
        else if (tail.Torn.Length > 0)
            TryAppend(AuditActs.LogRepaired, ("bytes", tail.Torn.Length));
        if (note.Version != _heads.Version)
            TryAppend(AuditActs.ServerStarted, ("version", _heads.Version), ("before", note.Version ?? "none"));
        TrySettle();
    }

    private Exception? Settle()
    {
        lock (_lock)
        {
            try
            {
                Note();
                while (_owed.TryPeek(out AuditAct? act))
                    AddFirst(act);
                return null;
            }
            catch (Exception error) when (error is IOException or StoreException)
            {
                return error;
            }
        }
    }

    private void AddFirst(AuditAct act)
    {
        byte[] line = AuditLine.Write(act, _end, _key);
        _file.Append(line);
        _end = new AuditHead(_end.Lines + 1, AuditLine.HashOf(line));
        _noted = false;
        _owed.Dequeue();
        Note();
    }

    // Never two lines ahead of the note: a crash could not be told from lines that were put in.
    private void Note()
    {
        if (_noted)
            return;
        _heads.Write(_end);
        _noted = true;
    }
}
