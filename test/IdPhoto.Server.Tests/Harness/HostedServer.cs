using IdPhoto.Server.Settings;
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
    private readonly WebApplication _app;

    private HostedServer(Sandbox sandbox, WebApplication app)
    {
        (Sandbox, _app) = (sandbox, app);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());
        Api = new Caller(Address);
    }

    public Sandbox Sandbox { get; }

    public Uri Address { get; }

    public Caller Api { get; }

    public T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Starts it.</summary>
    /// <param name="settings">As Name=value.</param>
    public static async Task<HostedServer> StartAsync(params string[] settings)
    {
        Sandbox sandbox = new();
        Dictionary<string, string?> written = new()
        {
            ["Listen"] = "http://127.0.0.1:0",
            ["DataFolder"] = sandbox.Data,
            ["KeyFile"] = sandbox.KeyFile,
            ["RequestsPerMinute"] = "100000",
        };
        foreach (string setting in settings)
            written[setting.Split('=', 2)[0]] = setting.Split('=', 2)[1];
        WebApplication app = ServerHost.Build(ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(written).Build()));
        await app.StartAsync();
        return new HostedServer(sandbox, app);
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.DisposeAsync();
        Sandbox.Dispose();
    }
}
