using System.Text.Json;
using IdPhoto.App.Device;

namespace IdPhoto.App.Journey;

/// <summary>What the server is told with the id: which kind of device, which app, which language.</summary>
/// <param name="Language">The language's tag.</param>
/// <param name="Platform">A word such as <c>android</c>.</param>
/// <param name="AppVersion">The app's version.</param>
public sealed record ToldFacts(string Language, string Platform, string AppVersion);

/// <summary>The id as this browser keeps it.</summary>
/// <param name="Id">A random UUID, version 4, in lower case; null while none is needed.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="UsedAt">When it was sent last.</param>
/// <param name="Off">Whether the person wants none on this device.</param>
public sealed record Install(string? Id, DateTimeOffset MadeAt, DateTimeOffset UsedAt, bool Off)
{
    /// <summary>What the server was told last.</summary>
    public ToldFacts? Told { get; set; }
}

/// <summary>This device's id: random, made when it is first needed, and dropped when it was not used for long.</summary>
public sealed class Identity(DeviceLink device, TimeProvider clock)
{
    /// <summary>Without use, the id ends after this time, here and on the server.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(400);

    private const string Name = "install";

    /// <summary>Told when there is another one, or none.</summary>
    public event Action? Changed;

    /// <summary>As it is kept.</summary>
    public Install Install { get; private set; } = new(null, default, default, Off: false);

    /// <summary>The id; null where there is none.</summary>
    public string? Id => Install.Id;

    /// <summary>Reads it; one that was not used for long is dropped.</summary>
    public async Task ReadAsync()
    {
        Install = Keeper.Parse(await device.ReadAsync(Name), AppJson.Default.Install) ?? Install;
        if (Install.Id is not null && clock.GetUtcNow() - Install.UsedAt > Life)
            await DropAsync();
    }

    /// <summary>The id, made now where there is none; null where the person wants none.</summary>
    public async Task<string?> NeedAsync()
    {
        if (Install.Off)
            return null;
        DateTimeOffset now = clock.GetUtcNow();
        await WriteAsync(Install.Id is null ? new Install(Guid.NewGuid().ToString("D"), now, now, Off: false) : Install with { UsedAt = now });
        return Install.Id;
    }

    /// <summary>Remembers what the server was told; null where it has forgotten that.</summary>
    public Task ToldAsync(ToldFacts? told) => WriteAsync(Install with { Told = told });

    /// <summary>Drops the id; the next one that is needed is another.</summary>
    public Task DropAsync() => WriteAsync(Install with { Id = null, Told = null });

    /// <summary>Whether the person wants an id on this device.</summary>
    public Task WantAsync(bool wanted) => WriteAsync(Install with { Off = !wanted });

    /// <summary>What was kept was deleted.</summary>
    public void Forget()
    {
        Install = new(null, default, default, Off: false);
        Changed?.Invoke();
    }

    private async Task WriteAsync(Install install)
    {
        Install = install;
        await device.WriteAsync(Name, JsonSerializer.Serialize(Install, AppJson.Default.Install));
        Changed?.Invoke();
    }
}
