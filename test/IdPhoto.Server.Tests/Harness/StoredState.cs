using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>What lies in a data folder: photos in the database and files on the disk.</summary>
internal sealed record StoredState(IReadOnlySet<string> Rows, IReadOnlySet<string> Files)
{
    /// <summary>Files that belong to no photo, drafts among them.</summary>
    public IEnumerable<string> Orphans => Files.Except(Rows);

    /// <summary>Photos without a file.</summary>
    public IEnumerable<string> Lost => Rows.Except(Files);

    public static StoredState Read(Sandbox sandbox)
    {
        using SqliteConnection database = new(new SqliteConnectionStringBuilder { DataSource = sandbox.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        database.Open();
        using SqliteCommand command = database.CreateCommand();
        command.CommandText = "SELECT lower(hex(id)) FROM photos";
        HashSet<string> rows = [];
        using (SqliteDataReader reader = command.ExecuteReader())
            while (reader.Read())
                rows.Add(reader.GetString(0));
        return new StoredState(rows, sandbox.PhotoFiles().Select(file => Path.GetFileName(file)).ToHashSet());
    }
}
