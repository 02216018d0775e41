using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Records;

/// <summary>What is kept longer than a photo: consents, notices asked for, letters, publications. One SQLite file, apart from the photos' ledger.</summary>
internal sealed class RecordsFile : IDisposable
{
    private const int Version = 1;

    /// <summary>The tables of each part.</summary>
    private static readonly IReadOnlyList<string> Schemas =
    [
        People.Schema, Consents.ConsentBook.Schema, Policies.PolicyRegister.Schema, Audit.AuditSchema.Tables, Letters.LetterBox.Schema, Statistics.Tally.Schema, Notices.Tables.NoticeSchema.Statements,
    ];

    // What the last run left is not known.
    private volatile bool _owed = true;

    private RecordsFile(SqliteFile file) => File = file;

    /// <summary>The file.</summary>
    public SqliteFile File { get; }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is not a database, or cannot be written.</exception>
    /// <exception cref="SettingException">A newer version wrote it.</exception>
    public static RecordsFile Open(string path)
    {
        OwnerOnly.MakeFile(path);
        RefuseNewer(SqliteFile.VersionOf(path));
        SqliteFile file = SqliteFile.Open(path);
        try
        {
            // What is not moved into the file yet counts as well.
            RefuseNewer(file.Query("PRAGMA user_version", row => row.GetInt32(0)).Single());
            file.InTransaction(() =>
            {
                foreach (string schema in Schemas)
                    file.Run(schema);
                file.Run($"PRAGMA user_version = {Version}");
            });
            return new RecordsFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>After something personal was deleted: leaves nothing of it between other entries or in the log.</summary>
    /// <returns>Whether nothing is left; not while another program reads the file, nor on a full disk: then it is owed.</returns>
    public bool Tidy()
    {
        _owed = false;
        bool done = File.TryRewrite();
        _owed |= !done;
        return done;
    }

    /// <summary>Something personal was deleted that can wait for the next <see cref="Settle"/>.</summary>
    public void Owe() => _owed = true;

    /// <summary>Tidies where that is owed, as after a crash or a full disk. To be called every few minutes.</summary>
    /// <returns>Whether nothing is left.</returns>
    public bool Settle() => !_owed || Tidy();

    public void Dispose() => File.Dispose();

    private static void RefuseNewer(int? version)
    {
        if (version > Version)
            throw new SettingException(Message.Of("storing.newer-version"));
    }
}
