using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>One server for each mode: loading the networks is what costs.</summary>
public sealed class CompatibleServers : IAsyncLifetime
{
    public const string Name = "Compatibility";

    internal HostedServer Strict { get; private set; } = null!;

    internal HostedServer Fixed { get; private set; } = null!;

    private byte[]? _matte;

    /// <summary>The sample without its background, made once.</summary>
    internal async Task<byte[]> MatteAsync() => _matte ??= (await new V1Client(Strict).SendAsync("human_matting", SecretPhoto.Camera)).File();

    public async ValueTask InitializeAsync()
    {
        // However slow the machine is that the tests run on.
        string[] patient = ["QueuePlaces=100", "WorkSeconds=600", "UploadSeconds=600", "AnswerSeconds=600", "Compatibility=hivision"];
        Strict = await HostedServer.StartAsync(patient);
        Fixed = await HostedServer.StartAsync([.. patient, "CompatibilityMode=fixed"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Strict.DisposeAsync();
        await Fixed.DisposeAsync();
    }
}

[CollectionDefinition(CompatibleServers.Name)]
public sealed class OneServerForEachMode : ICollectionFixture<CompatibleServers>;
