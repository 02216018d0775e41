namespace IdPhoto.Server.Store;

/// <summary>The advisory locks of the shared database: 'idphoto' in ASCII, and a number.</summary>
internal static class SharedLocks
{
    /// <summary>Tables are being made or changed.</summary>
    public const long Schema = Name + 1;

    /// <summary>Records are being written: one server at a time, as in a file of SQLite.</summary>
    public const long Records = Name + 2;

    /// <summary>Kept photos are being erased because somebody else became responsible.</summary>
    public const long TakeOver = Name + 3;

    /// <summary>The operator is being told of letters.</summary>
    public const long Letters = Name + 4;

    /// <summary>Installs that were not here for long are being forgotten.</summary>
    public const long Installs = Name + 5;

    /// <summary>The clock of the database is being compared with what was seen of it before.</summary>
    public const long Clock = Name + 6;

    private const long Name = 0x69_64_70_68_6f_74_6f_00;
}
