using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>Tells a disk without room from other trouble with it.</summary>
internal static class DiskFull
{
    /// <summary>SQLITE_FULL.</summary>
    private const int Database = 13;

    /// <summary>SQLITE_IOERR_SHMSIZE: the index of the log could not grow.</summary>
    private const int DatabaseIndex = 4874;

    /// <summary>What the system calls it: ENOSPC, EDQUOT on Linux and on macOS, ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL.</summary>
    private static readonly int[] Codes = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    /// <summary>Whether this is for want of room.</summary>
    public static bool Caused(Exception error) => error switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode == Database || sqlite.SqliteExtendedErrorCode == DatabaseIndex,
        IOException io => Codes.Contains(io.HResult),
        _ => false,
    };
}
