using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>One SQLite file behind one connection and one lock, set up to leave nothing of what is deleted.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SqliteConnection _connection;

    private SqliteFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is not a database, or cannot be written.</exception>
    public static SqliteFile Open(string path)
    {
        SqliteFile file = new(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()));
        try
        {
            file._connection.Open();
            // FULL waits until the disk has it; temporary tables would otherwise be files.
            file.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = 1; PRAGMA temp_store = MEMORY;");
            return file;
        }
        catch
        {
            file._connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file that is there for one that only looks into it while nobody else has it open. It needs no room on the disk.</summary>
    /// <exception cref="SqliteException">It is not a database, or somebody has it open.</exception>
    public static SqliteFile OpenAlone(string path)
    {
        SqliteFile file = new(new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 1 }.ToString()));
        try
        {
            file._connection.Open();
            // Then the index of the log is in memory and not in a file (sqlite.org/wal.html, 6); on a full disk that file ends the process (SIGBUS).
            file.Run("PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;");
            return file;
        }
        catch
        {
            file._connection.Dispose();
            throw;
        }
    }

    /// <summary>The number that a program has given to its tables, read without SQLite, which changes a file when it opens it.</summary>
    /// <returns>Null where the file is empty or no database.</returns>
    public static int? VersionOf(string path)
    {
        // 'User version' in the header: sqlite.org/fileformat2.html, 1.3.
        Span<byte> header = stackalloc byte[100];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length ? BinaryPrimitives.ReadInt32BigEndian(header[60..]) : null;
    }

    /// <summary>The columns of a table in a file that may be anybody's: it is not changed, and its log is not looked at.</summary>
    /// <returns>None where there is no such file or table, or it is no database.</returns>
    public static IReadOnlySet<string> ColumnsIn(string path, string table)
    {
        // Without 'immutable', SQLite would write what is in a log into the file, and make a new one.
        string source = $"file:///{string.Join('/', path.Split('/', Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)).TrimStart('/')}?immutable=1";
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return new SqliteFile(connection).Query("SELECT name FROM pragma_table_info(@table)", row => row.GetString(0), ("@table", table)).ToHashSet(StringComparer.Ordinal);
        }
        catch (SqliteException)
        {
            return new HashSet<string>();
        }
    }

    /// <summary>Moves the write-ahead log into the file and cuts it to nothing.</summary>
    /// <returns>Whether it is empty now: not while another program reads the file, nor on a full disk.</returns>
    public bool TryEmptyLog() => Succeeds(EmptyLog);

    /// <summary>Writes the whole file afresh, with nothing in it but what is stored, and empties the log.</summary>
    /// <returns>Whether it was done.</returns>
    public bool TryRewrite() => Succeeds(() =>
    {
        Run("VACUUM");
        return EmptyLog();
    });

    /// <returns>How many rows were changed.</returns>
    public int Run(string sql, params (string Name, object Value)[] values)
    {
        lock (_lock)
        {
            using SqliteCommand command = Command(sql, values);
            return command.ExecuteNonQuery();
        }
    }

    /// <summary>Runs several statements as one: all of them, or nothing.</summary>
    public void InTransaction(Action work)
    {
        lock (_lock)
        {
            Run("BEGIN IMMEDIATE");
            try
            {
                work();
                Run("COMMIT");
            }
            catch
            {
                Rollback();
                throw;
            }
        }
    }

    /// <summary>Runs a statement for each value of its parameter @id, in one transaction.</summary>
    /// <returns>The first column of what was returned.</returns>
    public IReadOnlyList<long> RunEach(string sql, IReadOnlyList<byte[]> ids)
    {
        List<long> returned = [];
        lock (_lock)
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            using SqliteCommand command = Command(sql, []);
            command.Transaction = transaction;
            SqliteParameter parameter = command.Parameters.Add("@id", SqliteType.Blob);
            foreach (byte[] id in ids)
            {
                parameter.Value = id;
                using SqliteDataReader rows = command.ExecuteReader();
                while (rows.Read())
                    returned.Add(rows.GetInt64(0));
            }
            transaction.Commit();
        }
        return returned;
    }

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object Value)[] values)
    {
        lock (_lock)
        {
            using SqliteCommand command = Command(sql, values);
            using SqliteDataReader rows = command.ExecuteReader();
            List<T> results = [];
            while (rows.Read())
                results.Add(read(rows));
            return results;
        }
    }

    public void Dispose()
    {
        // Twice, where two services share it.
        if (_connection.State == System.Data.ConnectionState.Closed)
            return;
        // Where it is not done, the log is read again with the next start.
        TryEmptyLog();
        _connection.Dispose();
    }

    // Its first column is 1 where somebody else was in the way; that is no error of SQLite's.
    private bool EmptyLog() => Query("PRAGMA wal_checkpoint(TRUNCATE)", row => row.GetInt32(0)).Single() == 0;

    private void Rollback()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // On a full disk SQLite has done so itself.
        }
    }

    private static bool Succeeds(Func<bool> step)
    {
        try
        {
            return step();
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private SqliteCommand Command(string sql, (string Name, object Value)[] values)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        return command;
    }
}
