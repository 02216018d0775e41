using IdPhoto.Server.Tests.Cluster;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>The databases that records can be in.</summary>
public enum RecordsIn
{
    /// <summary>A file of one server.</summary>
    Sqlite,

    /// <summary>A database that several servers share.</summary>
    Postgres,
}

/// <summary>Makes them.</summary>
internal static class RecordsPlaces
{
    /// <summary>An empty database; null for a file. Skips the test where there is no PostgreSQL.</summary>
    public static string? Database(this RecordsIn place) => place == RecordsIn.Postgres ? PostgresServer.NewDatabase() : null;
}
