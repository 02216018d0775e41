using System.Data.Common;
using System.Globalization;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Npgsql;

namespace IdPhoto.Server.Records;

/// <summary>The records that several servers share: tables in PostgreSQL.</summary>
/// <remarks>
/// Each change takes one lock of the database first and holds it until it is committed, as SQLite does by itself. The next
/// statement then sees whatever was committed before. Reading waits for nobody.
/// </remarks>
internal sealed class PostgresRecords : RecordStore
{
    private static readonly string TakeLock = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock({SharedLocks.Records})");

    private readonly SharedDatabase _database;
    private readonly ThreadLocal<NpgsqlConnection?> _within = new();
    private volatile bool _owed = true;

    private PostgresRecords(SharedDatabase database, byte[] node) => (_database, Node) = (database, node);

    public override bool IsShared => true;

    public override object Node { get; }

    /// <summary>Finds the tables in the database, or makes them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="node">What marks this server's own rows.</param>
    /// <exception cref="SettingException">It cannot be used, or a newer version wrote it.</exception>
    public static PostgresRecords Open(SharedDatabase database, byte[] node)
    {
        database.Migrate("records", [string.Join('\n', RecordSchema.Parts.Select(RecordSchema.ForPostgres))]);
        return new PostgresRecords(database, node);
    }

    public override int Run(string sql, params (string Name, object Value)[] values) => Execute(sql, values, changes: true, static rows => rows.RecordsAffected);

    public override List<T> Change<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] values)
        => Execute(sql, values, changes: true, rows => All(rows, read));

    public override async Task<bool> AloneAsync(long @lock, Func<Task> work)
    {
        await using AdvisoryLock? hold = await AdvisoryLock.TryTakeAsync(_database, @lock);
        if (hold is null)
            return false;
        await work();
        return true;
    }

    /// <summary>The files are the database's: it is asked to give their room away every few minutes, and nobody is told that nothing is left in them.</summary>
    public override void Owe() => _owed = true;

    public override bool Settle() => false;

    public override void Tend()
    {
        if (!_owed)
            return;
        // First: what is deleted meanwhile is for the next time.
        _owed = false;
        _owed |= !_database.TryVacuum(RecordSchema.Personal);
    }

    protected override List<T> Select<T>(string sql, Func<DbDataReader, T> read, (string Name, object Value)[] values)
        => Execute(sql, values, changes: false, rows => All(rows, read));

    protected override void Transact(Action work) => _database.Use(connection =>
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        Execute(connection, TakeLock, [], static rows => rows.RecordsAffected);
        _within.Value = connection;
        try
        {
            work();
        }
        finally
        {
            _within.Value = null;
        }
        transaction.Commit();
        return true;
    });

    // The pool of connections is not its own.
    protected override void Close() => _within.Dispose();

    private T Execute<T>(string sql, (string Name, object Value)[] values, bool changes, Func<NpgsqlDataReader, T> read)
    {
        if (_within.Value is not { } within)
            return _database.Use(connection => Execute(connection, sql, values, read, changes ? TakeLock : null));
        try
        {
            return Execute(within, sql, values, read);
        }
        catch (Exception error) when (SharedDatabase.IsTrouble(error))
        {
            throw SharedDatabase.Trouble(error);
        }
    }

    /// <summary>Statements that are sent together are one transaction; each sees what was committed before it began.</summary>
    private static T Execute<T>(NpgsqlConnection connection, string sql, (string Name, object Value)[] values, Func<NpgsqlDataReader, T> read, string? before = null)
    {
        using NpgsqlBatch batch = new(connection);
        if (before is not null)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(before));
        NpgsqlBatchCommand command = new(sql);
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        batch.BatchCommands.Add(command);
        using NpgsqlDataReader rows = batch.ExecuteReader();
        if (before is not null)
            rows.NextResult();
        T result = read(rows);
        // To the end: what fails with the commit is told there.
        while (rows.NextResult())
        {
        }
        return result;
    }

    private static List<T> All<T>(NpgsqlDataReader rows, Func<DbDataReader, T> read)
    {
        List<T> results = [];
        while (rows.Read())
            results.Add(read(rows));
        return results;
    }
}
