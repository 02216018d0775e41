namespace IdPhoto.Server.Store;

/// <summary>The advisory locks of the shared database: 'idphoto' in ASCII, and a number.</summary>
internal static class SharedLocks
{
    /// <summary>Tables are being made or changed.</summary>
    public const long Schema = Name + 1;

    /// <summary>Records are being written: one server at a time, as in a file of SQLite.</summary>
    public const long Records = Name + 2;

    private const long Name = 0x69_64_70_68_6f_74_6f_00;
}
