using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>The tables of the shared database, made and changed by whichever server comes first.</summary>
internal static class Migrations
{
    /// <summary>Others may be at it; a change of a large table takes its time, too.</summary>
    private const int PatienceSeconds = 120;

    private const string Begin = """
        SET LOCAL lock_timeout = '100s';
        SET LOCAL statement_timeout = 0;
        SET LOCAL idle_in_transaction_session_timeout = 0;
        """;

    /// <summary>Brings the tables of a part to its last version; forward only.</summary>
    /// <param name="database">The database.</param>
    /// <param name="part">The part, such as 'records'.</param>
    /// <param name="steps">The statements that lead from each version to the next one, from none on. A step that was released is never changed.</param>
    /// <exception cref="SettingException">The database cannot be used, or a newer version of this server wrote it.</exception>
    public static void Migrate(this SharedDatabase database, string part, IReadOnlyList<string> steps)
    {
        try
        {
            database.Use(connection => Migrate(connection, part, steps));
        }
        catch (StoreException trouble)
        {
            throw new SettingException(Message.Of("storing.database-unusable", ("type", TroubleKind.Of(trouble))));
        }
    }

    // One transaction: a server that is killed meanwhile leaves everything as it was.
    private static int Migrate(NpgsqlConnection connection, string part, IReadOnlyList<string> steps)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        Run(connection, Begin);
        Run(connection, "SELECT pg_advisory_xact_lock(@lock)", ("@lock", SharedLocks.Schema));
        if (Run(connection, "SHOW server_encoding") is not "UTF8")
            throw new SettingException(Message.Of("storing.database-encoding"));
        Run(connection, "CREATE TABLE IF NOT EXISTS schema_versions (part text PRIMARY KEY, version integer NOT NULL)");
        int version = Run(connection, "SELECT version FROM schema_versions WHERE part = @part", ("@part", part)) as int? ?? 0;
        if (version > steps.Count)
            throw new SettingException(Message.Of("storing.database-newer"));
        foreach (string step in steps.Skip(version))
            Run(connection, step);
        Run(connection, "INSERT INTO schema_versions (part, version) VALUES (@part, @version) ON CONFLICT (part) DO UPDATE SET version = @version", ("@part", part), ("@version", steps.Count));
        transaction.Commit();
        return steps.Count;
    }

    private static object? Run(NpgsqlConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using NpgsqlCommand command = new(sql, connection) { CommandTimeout = PatienceSeconds };
        foreach ((string name, object value) in values)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteScalar();
    }
}
