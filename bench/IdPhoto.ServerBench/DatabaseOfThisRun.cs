namespace IdPhoto.Server.Tests.Cluster;

/// <content>The one of this process, which ends with it. Tests have another part here, which skips what cannot be run.</content>
internal sealed partial class PostgresServer
{
    private static readonly Lazy<PostgresServer> OfThisRun = new(Start);

    public static string NewDatabase() => OfThisRun.Value.Create();
}
