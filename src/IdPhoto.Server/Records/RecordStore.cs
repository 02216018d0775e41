using System.Data.Common;

namespace IdPhoto.Server.Records;

/// <summary>What is kept longer than a photo: consents, notices asked for, letters, publications. Apart from the photos' ledger.</summary>
/// <remarks>
/// One writer at a time, in whichever server: what is looked up in a transaction still holds when it is written. Each call
/// is whole when it returns. All of them fail with <see cref="Store.StoreException"/> alone.
/// </remarks>
internal abstract class RecordStore : IDisposable
{
    private readonly ThreadLocal<bool> _within = new();

    /// <summary>Whether other servers write it, too.</summary>
    public abstract bool IsShared { get; }

    /// <summary>What marks this server's own rows.</summary>
    public abstract object Node { get; }

    /// <summary>Whether this thread is in a transaction.</summary>
    protected bool IsWithin => _within.Value;

    /// <summary>Runs one statement.</summary>
    /// <returns>How many rows were changed.</returns>
    public abstract int Run(string sql, params (string Name, object Value)[] values);

    /// <summary>Runs one statement that changes rows and returns something of them.</summary>
    public abstract List<T> Change<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] values);

    /// <summary>Looks something up. While a row is read nothing else can be.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] values)
        => sql.StartsWith("SELECT", StringComparison.Ordinal) ? Select(sql, read, values) : throw new ArgumentException("Only one at a time may change something.", nameof(sql));

    /// <summary>Does something as one: all of it, or nothing. Within another transaction it is a part of that.</summary>
    public void InTransaction(Action work)
    {
        if (IsWithin)
            work();
        else
            Transact(() => Within(work));
    }

    /// <summary>Does something for all servers.</summary>
    /// <param name="lock">One of <see cref="Store.SharedLocks"/>: what only one of them does at a time.</param>
    /// <param name="work">Looks up what there is to do, and does it. Should its server be cut off, another one may begin before it ends.</param>
    /// <returns>False where another server is at it.</returns>
    public abstract Task<bool> AloneAsync(long @lock, Func<Task> work);

    /// <summary>Something personal is deleted: between other entries and in the log something of it may be left. To be called before that is committed.</summary>
    public abstract void Owe();

    /// <summary>Tidies where that is owed, for somebody who waits for it: anybody can ask for it by deleting.</summary>
    /// <returns>Whether nothing is left in files; otherwise, as where much is deleted in a short time, it follows with the next <see cref="Tend"/>.</returns>
    public abstract bool Settle();

    /// <summary>Tidies where that is owed, as after a crash or a full disk; as long as it takes. To be called every few minutes.</summary>
    public abstract void Tend();

    public void Dispose()
    {
        Close();
        _within.Dispose();
    }

    protected abstract List<T> Select<T>(string sql, Func<DbDataReader, T> read, (string Name, object Value)[] values);

    protected abstract void Transact(Action work);

    protected abstract void Close();

    private void Within(Action work)
    {
        _within.Value = true;
        try
        {
            work();
        }
        finally
        {
            _within.Value = false;
        }
    }
}
