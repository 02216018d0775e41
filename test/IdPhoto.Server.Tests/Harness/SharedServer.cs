using Xunit;

[assembly: AssemblyFixture(typeof(IdPhoto.Server.Tests.Harness.SharedServer))]

namespace IdPhoto.Server.Tests.Harness;

/// <summary>One server for all tests that only ask it something: loading the networks is what costs.</summary>
public sealed class SharedServer : IAsyncLifetime
{
    private HostedServer? _server;

    internal HostedServer Server => _server!;

    internal Caller Api => Server.Api;

    public async ValueTask InitializeAsync() => _server = await HostedServer.StartAsync("QueuePlaces=100");

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
