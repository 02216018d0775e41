using System.Collections.Concurrent;
using IdPhoto.Server.Settings;
using IdPhoto.Studio;
using IdPhoto.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>The whole server in this process, on a port of this machine.</summary>
internal sealed class HostedServer : IAsyncDisposable
{
    /// <summary>Loading the networks is what costs: servers that use them in the same way share them, until the tests end.</summary>
    private static readonly ConcurrentDictionary<PhotoStudioOptions, PhotoStudio> Studios = new();

    private readonly WebApplication _app;
    private readonly bool _ownsSandbox;

    private HostedServer(Sandbox sandbox, bool ownsSandbox, WebApplication app)
    {
        (Sandbox, _ownsSandbox, _app) = (sandbox, ownsSandbox, app);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Api = new Caller(Address);
    }

    public Sandbox Sandbox { get; }

    public Uri Address { get; }

    public Caller Api { get; }

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts it.</summary>
    /// <param name="settings">As Name=value.</param>
    public static Task<HostedServer> StartAsync(params string[] settings) => StartAsync(new Sandbox(), ownsSandbox: true, settings);

    /// <summary>Starts it where a test has put something, or another server has been before; the test removes it.</summary>
    public static Task<HostedServer> StartInAsync(Sandbox sandbox, params string[] settings) => StartAsync(sandbox, ownsSandbox: false, settings);

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.DisposeAsync();
        if (_ownsSandbox)
            Sandbox.Dispose();
    }

    private static async Task<HostedServer> StartAsync(Sandbox sandbox, bool ownsSandbox, string[] settings)
    {
        Dictionary<string, string?> written = new()
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["DataFolder"] = sandbox.Data,
            ["KeyFile"] = sandbox.KeyFile,
            ["RequestsPerMinute"] = "100000",
            ["AppFolder"] = "",
        };
        foreach (string setting in settings)
            written[setting.Split('=', 2)[0]] = setting.Split('=', 2)[1];
        ServerSettings read = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(written).Build());
        WebApplication app = ServerHost.Build(read, Studios.GetOrAdd(ServerHost.StudioOptions(read), options => RememberedNetworks.Studio(options)));
        try
        {
            await app.StartAsync();
            return new HostedServer(sandbox, ownsSandbox, app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
