using IdPhoto.Server.Settings;
using Xunit;

[assembly: AssemblyFixture(typeof(IdPhoto.Server.Tests.Cluster.ClusterOfThisRun))]

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>The database server and the S3 server that the tests of a run share: they end with the run.</summary>
public sealed class ClusterOfThisRun : IDisposable
{
    public void Dispose()
    {
        PostgresServer.EndOfRun();
        S3Server.EndOfRun();
    }
}

/// <content>The one of a test run.</content>
internal sealed partial class PostgresServer
{
    private static readonly Lazy<PostgresServer> OfThisRun = new(Start);

    /// <summary>Makes an empty database in the server of this test run, which is started by the first who wants one.</summary>
    /// <returns>A connection string. The test is skipped where PostgreSQL is not installed.</returns>
    public static string NewDatabase()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return OfThisRun.Value.Create();
    }

    /// <summary>Ends the one of this test run, where there is one.</summary>
    internal static void EndOfRun()
    {
        if (OfThisRun.IsValueCreated)
            OfThisRun.Value.Dispose();
    }
}

/// <content>The one of a test run.</content>
internal sealed partial class S3Server
{
    private static readonly Lazy<S3Server> OfThisRun = new(Start);

    /// <summary>The server of this test run, which is started by the first who wants it. The test is skipped where it is not installed.</summary>
    public static S3Server OfRun
    {
        get
        {
            Assert.SkipWhen(Missing is not null, Missing ?? "");
            return OfThisRun.Value;
        }
    }

    /// <summary>Makes an empty bucket in it.</summary>
    public static Task<SharedStore> NewBucketAsync(string database) => OfRun.CreateAsync(database);

    /// <summary>Ends the one of this test run, where there is one.</summary>
    internal static void EndOfRun()
    {
        if (OfThisRun.IsValueCreated)
            OfThisRun.Value.Dispose();
    }
}
