using IdPhoto.Server.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IdPhoto.Server.Audit;

/// <summary>Reads the note of where the log ends from outside the server, and changes nothing.</summary>
internal static class AuditNotes
{
    /// <summary>From the file of a server that is alone.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static AuditNote InFile(string records, AuditKey key)
    {
        if (!File.Exists(records))
            return AuditNote.Missing;
        try
        {
            using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = records, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = AuditSchema.Select;
            command.Parameters.AddWithValue("@node", 1);
            using SqliteDataReader rows = command.ExecuteReader();
            return rows.Read() ? AuditSchema.Read(rows, key) : AuditNote.Missing;
        }
        catch (SqliteException error)
        {
            throw new StoreException(isFull: false, error);
        }
    }

    /// <summary>From the database that several servers share: this one's.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static AuditNote InDatabase(SharedDatabase database, byte[] node, AuditKey key) => database.Use(connection =>
    {
        using NpgsqlCommand command = new(AuditSchema.Select, connection);
        command.Parameters.AddWithValue("@node", node);
        using NpgsqlDataReader rows = command.ExecuteReader();
        return rows.Read() ? AuditSchema.Read(rows, key) : AuditNote.Missing;
    });
}
