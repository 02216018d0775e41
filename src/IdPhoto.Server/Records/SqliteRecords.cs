using System.Data.Common;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Records;

/// <summary>The records of a server that is alone: one SQLite file.</summary>
internal sealed class SqliteRecords : RecordStore
{
    private const int Version = 1;

    private readonly SqliteFile _file;
    private readonly RewriteShare _share;
    private readonly Traces _traces = new();

    private SqliteRecords(SqliteFile file, TimeProvider clock) => (_file, _share) = (file, new RewriteShare(clock));

    public override bool IsShared => false;

    public override object Node => 1;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Measures how long the file is written afresh; the system's where none is given.</param>
    /// <exception cref="StoreException">It is not a database, or cannot be written.</exception>
    /// <exception cref="SettingException">A newer version wrote it.</exception>
    public static SqliteRecords Open(string path, TimeProvider? clock = null)
    {
        OwnerOnly.MakeFile(path);
        RefuseNewer(SqliteFile.VersionOf(path));
        SqliteRecords records = new(Guarded(() => SqliteFile.Open(path)), clock ?? TimeProvider.System);
        try
        {
            // What is not moved into the file yet counts as well.
            int version = records.Query("SELECT user_version FROM pragma_user_version", row => row.GetInt32(0)).Single();
            RefuseNewer(version);
            records.InTransaction(() => records.MakeTables(version));
            return records;
        }
        catch
        {
            records.Dispose();
            throw;
        }
    }

    public override int Run(string sql, params (string Name, object Value)[] values) => Guarded(() => _file.Run(sql, values));

    public override List<T> Change<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] values)
        => Guarded(() => _file.Query(sql, read, values));

    public override async Task<bool> AloneAsync(long @lock, Func<Task> work)
    {
        await work();
        return true;
    }

    public override void Owe() => _traces.Leave();

    public override bool Settle() => _traces.AreGone || _share.Try(RemoveTraces);

    public override void Tend()
    {
        if (!_traces.AreGone)
            _share.TryAtLeisure(RemoveTraces);
    }

    protected override List<T> Select<T>(string sql, Func<DbDataReader, T> read, (string Name, object Value)[] values)
        => Guarded(() => _file.Query(sql, read, values));

    protected override void Transact(Action work) => Guarded(() =>
    {
        _file.InTransaction(work);
        return true;
    });

    protected override void Close() => _file.Dispose();

    // Not while another program reads the file, nor on a full disk.
    private bool RemoveTraces() => _traces.Remove(_file.TryRewrite);

    // Where nothing is missing, nothing is written: a full disk has no room for it.
    private void MakeTables(int version)
    {
        foreach (string part in RecordSchema.Parts)
            Run(RecordSchema.ForSqlite(part));
        if (version != Version)
            Run($"PRAGMA user_version = {Version}");
    }

    private static void RefuseNewer(int? version)
    {
        if (version > Version)
            throw new SettingException(Message.Of("storing.newer-version"));
    }

    private static T Guarded<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (SqliteException error)
        {
            throw new StoreException(DiskFull.Caused(error), error);
        }
    }
}
