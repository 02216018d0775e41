using System.Security.Cryptography;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>
/// By what a ledger knows the file of its photos' keys: random bytes that both hold. Whatever is no key gets overwritten in
/// that file, and its place is a setting, which may name another file by mistake.
/// </summary>
internal static class KeyFileMark
{
    private const int Bytes = PhotoCipher.WrappedBytes;

    /// <summary>Looks whether the file is this ledger's, or may become it: it is empty, as after a restart where it lies in memory, or the ledger is of a version that marked none.</summary>
    /// <exception cref="SettingException">It is not. Nothing in it was changed.</exception>
    public static void Check(SqliteFile ledger, KeySlots keys)
    {
        (int Slot, byte[] Mark)? known = ledger.Query("SELECT slot, mark FROM key_file", row => ((int, byte[])?)(row.GetInt32(0), (byte[])row[1])).SingleOrDefault();
        if (known is { } mark && !keys.AreEmpty && !keys.HasMark(mark.Slot, mark.Mark))
            throw new SettingException(Message.Of("guarding.photo-key-file-not-ours"));
    }

    /// <summary>Marks a file that has none.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Leave(SqliteFile ledger, KeySlots keys)
    {
        if (keys.AreMarked)
            return;
        byte[] mark = RandomNumberGenerator.GetBytes(Bytes);
        // In this order, so that a crash between the two leaves an empty file, which may become the ledger's.
        if (keys.AreEmpty)
            Write(ledger, slot: 0, mark);
        Write(ledger, keys.PutMark(mark), mark);
    }

    private static void Write(SqliteFile ledger, int slot, byte[] mark)
        => ledger.Run("REPLACE INTO key_file (id, slot, mark) VALUES (1, @slot, @mark)", ("@slot", slot), ("@mark", mark));
}
