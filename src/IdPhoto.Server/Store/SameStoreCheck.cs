using System.Security.Cryptography;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Npgsql;

namespace IdPhoto.Server.Store;

/// <summary>Makes sure that all servers of one database have the same key file and the same bucket: otherwise each has photos that the others cannot open or erase.</summary>
internal static class SameStoreCheck
{
    private const string Purpose = "idphoto shared key check 1";

    /// <summary>Compares with what the first server wrote down, or is the first.</summary>
    /// <param name="database">The database.</param>
    /// <param name="shared">Names the bucket.</param>
    /// <param name="master">The key that stays when others are changed.</param>
    /// <returns>What marks the bucket as this database's: <see cref="BucketStart"/>.</returns>
    /// <exception cref="SettingException">They are others, or the database cannot be used.</exception>
    public static string Check(SharedDatabase database, SharedStore shared, MasterKey master)
    {
        // Says nothing of the key: it follows from it one way only.
        byte[] check = master.Derive([], [], Purpose, SHA256.HashSizeInBytes);
        string bucket = $"{shared.Bucket}/{shared.Prefix}";
        (byte[] Check, string Bucket, string Mark) first = First(database, check, bucket);
        if (!CryptographicOperations.FixedTimeEquals(first.Check, check))
            throw new SettingException(Message.Of("storing.key-other"));
        if (first.Bucket != bucket)
            throw new SettingException(Message.Of("storing.bucket-other"));
        return first.Mark;
    }

    private static (byte[] Check, string Bucket, string Mark) First(SharedDatabase database, byte[] check, string bucket)
    {
        try
        {
            return database.Use(connection => First(connection, check, bucket));
        }
        catch (StoreException)
        {
            throw new SettingException(Message.Of("storing.shared-unusable"));
        }
    }

    private static (byte[] Check, string Bucket, string Mark) First(NpgsqlConnection connection, byte[] check, string bucket)
    {
        using NpgsqlCommand command = new(
            "INSERT INTO photo_store (id, key_check, bucket, mark) VALUES (1, @check, @bucket, @mark) ON CONFLICT (id) DO NOTHING; SELECT key_check, bucket, mark FROM photo_store", connection);
        command.Parameters.AddWithValue("@check", check);
        command.Parameters.AddWithValue("@bucket", bucket);
        command.Parameters.AddWithValue("@mark", Guid.NewGuid().ToString());
        using NpgsqlDataReader row = command.ExecuteReader();
        row.Read();
        return ((byte[])row[0], row.GetString(1), row.GetString(2));
    }
}
