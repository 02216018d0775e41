using System.Text.Json;

namespace IdPhoto.App.Device;

/// <summary>What the app asks the browser about the device. Stays in the page.</summary>
/// <param name="Languages">The person's languages, the most wanted first, by BCP 47.</param>
/// <param name="Touch">Whether a finger is the pointer.</param>
/// <param name="Camera">Whether there may be a camera.</param>
/// <param name="Share">Whether there is a share sheet for files.</param>
/// <param name="Speech">Whether the device can speak.</param>
/// <param name="Memory">Gigabytes, where the browser says so.</param>
/// <param name="Address">Where the app is.</param>
/// <param name="Standalone">Whether it was installed.</param>
public sealed record DeviceFacts(
    IReadOnlyList<string> Languages, bool Touch, bool Camera, bool Share, bool Speech, double? Memory, string Address, bool Standalone)
{
    /// <summary>A word for the kind of device: 'android', 'ios', 'windows', 'mac', 'linux' or 'other'. No model, no version.</summary>
    public string? Platform { get; set; }

    /// <summary>Other companies' services that this copy was built with: 'analytics', 'messaging', 'ads'. Usually none.</summary>
    public IReadOnlyList<string>? Partners { get; set; }

    /// <summary>The person's own country, by the region of their language; null where none is named.</summary>
    public string? Country => Languages.Select(Region).FirstOrDefault(region => region is not null);

    /// <summary>Whether the app's address leads to this device alone, so that no other can open it.</summary>
    public bool IsLocal => Uri.TryCreate(Address, UriKind.Absolute, out Uri? address) && address.IsLoopback;

    internal static DeviceFacts Read(JsonElement json) => new(
        json.All("languages", tag => tag.ToString()), json.Is("touch"), json.Is("camera"), json.Is("share"), json.Is("speech"),
        json.Part("memory")?.GetDouble(), json.Text("address") ?? "", json.Is("standalone"))
    {
        Platform = json.Text("platform"),
        Partners = json.All("partners", name => name.ToString()),
    };

    private static string? Region(string tag) => tag.Split('-').Skip(1).FirstOrDefault(part => part.Length == 2 && part.All(char.IsAsciiLetter))?.ToUpperInvariant();
}

/// <summary>A QR code.</summary>
/// <param name="Size">Modules on a side.</param>
/// <param name="Path">The dark ones, as the data of an SVG path.</param>
public sealed record QrCode(int Size, string Path)
{
    internal static QrCode Read(JsonElement json) => new(json.Number("size"), json.Text("path") ?? "");
}

/// <summary>A file that was made.</summary>
/// <param name="Url">Where the page finds it.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Bytes">Its length.</param>
public sealed record MadeFile(string Url, string Type, int Bytes)
{
    internal static MadeFile? Read(JsonElement? json) => json is { } file ? new MadeFile(file.Text("url")!, file.Text("type")!, file.Number("bytes")) : null;
}

/// <summary>An opened camera.</summary>
/// <param name="Width">Columns of its moving picture.</param>
/// <param name="Height">Rows.</param>
/// <param name="Facing">'user', 'environment' or something else.</param>
/// <param name="Cameras">How many there are.</param>
/// <param name="Refused">Why there is none: 'denied', 'missing', 'busy', 'gone'; null where it opened.</param>
public sealed record OpenedCamera(int Width, int Height, string? Facing, int Cameras, string? Refused)
{
    internal static OpenedCamera Read(JsonElement json) => new(json.Number("width"), json.Number("height"), json.Text("facing"), json.Number("cameras"), json.Text("refused"));
}
