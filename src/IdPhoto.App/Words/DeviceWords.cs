using System.Globalization;
using IdPhoto.App.Journey;
using IdPhoto.Messages;

namespace IdPhoto.App.Words;

/// <summary>What the facts of a device and its consents are called.</summary>
public static class DeviceWords
{
    /// <summary>A platform's own name.</summary>
    public static string Platform(string? platform) => platform switch
    {
        "android" => "Android",
        "ios" => "iOS",
        "windows" => "Windows",
        "mac" => "macOS",
        "linux" => "Linux",
        _ => "–",
    };

    /// <summary>What was agreed to.</summary>
    public static Message Purpose(string purpose) => purpose switch
    {
        Purposes.ServerPhotos => Message.Of("app.purpose-server-photos"),
        Purposes.Notices => Message.Of("app.purpose-notices"),
        Purposes.Push => Message.Of("app.purpose-push"),
        Purposes.Analytics => Message.Of("app.purpose-analytics"),
        _ => Message.Of("app.purpose-ads"),
    };

    /// <summary>A day, as the reader's clock has it.</summary>
    public static string Day(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
