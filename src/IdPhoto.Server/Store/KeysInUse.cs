using System.Security.Cryptography;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>Which master keys the servers of one database keep photos under, so that none of them starts without one that is needed.</summary>
internal sealed class KeysInUse(SharedDatabase database, MasterKeys keys)
{
    private const string Purpose = "idphoto photo key check 1";

    /// <summary>A photo's day, and so long again as a server may have been silent about its key.</summary>
    private static readonly TimeSpan Needed = TimeSpan.FromHours(25);

    /// <summary>Looks whether every key that photos may still be under is in the file.</summary>
    /// <exception cref="SettingException">One is missing, or the database cannot be used.</exception>
    public void Check()
    {
        try
        {
            if (Missing() > 0)
                throw new SettingException(Message.Of("storing.key-incomplete"));
            Stamp();
        }
        catch (StoreException)
        {
            throw new SettingException(Message.Of("storing.shared-unusable"));
        }
    }

    /// <summary>Writes down that this server keeps photos under its current key. To be called every few minutes.</summary>
    /// <exception cref="StoreException">The database cannot be used.</exception>
    public void Stamp() => database.Use(connection => Run(
        connection,
        """
        INSERT INTO photo_keys (key_check, used) SELECT unnest(@own), idphoto_now() ON CONFLICT (key_check) DO UPDATE SET used = excluded.used;
        DELETE FROM photo_keys WHERE used <= idphoto_now() - @needed
        """,
        [Of(keys.Current)]));

    private long Missing() => database.Use(connection => (long)Run(
        connection, "SELECT count(*) FROM photo_keys WHERE used > idphoto_now() - @needed AND NOT key_check = ANY(@own)", [.. keys.All.Select(Of)])!);

    // Says nothing of the key: it follows from it one way only.
    private static byte[] Of(MasterKey key) => key.Derive([], [], Purpose, SHA256.HashSizeInBytes);

    private static object? Run(NpgsqlConnection connection, string sql, byte[][] own)
    {
        using NpgsqlCommand command = new(sql, connection);
        command.Parameters.AddWithValue("@own", own);
        command.Parameters.AddWithValue("@needed", (long)Needed.TotalMilliseconds);
        return command.ExecuteScalar();
    }
}
