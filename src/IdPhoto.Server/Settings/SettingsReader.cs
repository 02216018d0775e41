using System.Net;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Decoding;
using IdPhoto.Messages;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Site;
using IdPhoto.Server.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace IdPhoto.Server.Settings;

/// <summary>Puts what was written into types, one setting after the other.</summary>
internal sealed class SettingsReader(IConfiguration written)
{
    private const int Megabyte = 1024 * 1024;

    public ServerSettings Read() => new()
    {
        Listen = [.. List(KnownSettings.Listen, KnownSettings.Listen.Default).Select(ListenAddress.Parse)],
        // Links in mails lead there.
        AllowedHosts = [.. List(KnownSettings.AllowedHosts, "").Select(HostName), .. Notices().PublicAddress is { } service ? [HostName(service.Host)] : Array.Empty<StringSegment>()],
        DataFolder = DataFolder(),
        KeyFile = KeyFile(),
        PhotoKeyFile = Folder(KnownSettings.PhotoKeyFile) ?? Path.Combine(DataFolder(), "photos.keys"),
        ModelFolder = Folder(KnownSettings.ModelFolder),
        AppFolder = AppFolder(),
        ApiKeyHashes = [.. List(KnownSettings.ApiKeys, "").Select(ApiKeyHash)],
        TrustedProxies = [.. List(KnownSettings.TrustedProxies, "").Select(Network)],
        Retention = Seconds(KnownSettings.RetentionSeconds),
        PreviewTime = Seconds(KnownSettings.PreviewSeconds),
        PreviewBytes = Megabytes(KnownSettings.PreviewMegabytes),
        SweepInterval = Seconds(KnownSettings.SweepSeconds),
        StoreBytes = Megabytes(KnownSettings.StoreMegabytes),
        TransferMemoryBytes = Megabytes(KnownSettings.TransferMemoryMegabytes),
        UploadTime = Seconds(KnownSettings.UploadSeconds),
        AnswerTime = Seconds(KnownSettings.AnswerSeconds),
        AnswerBytesPerSecond = 1024 * Number(KnownSettings.AnswerKilobytesPerSecond),
        WorkMemoryBytes = Megabytes(KnownSettings.WorkMemoryMegabytes),
        Limits = new DecodeLimits { MaxBytes = (int)Megabytes(KnownSettings.UploadMegabytes), MaxPixels = 1_000_000L * Number(KnownSettings.Megapixels) },
        Workers = Number(KnownSettings.Workers) is > 0 and int workers ? workers : Environment.ProcessorCount,
        QueuePlaces = Number(KnownSettings.QueuePlaces),
        WorkTime = Seconds(KnownSettings.WorkSeconds),
        RequestsPerMinute = Number(KnownSettings.RequestsPerMinute),
        FilesPerMinute = Number(KnownSettings.FilesPerMinute),
        Connections = Number(KnownSettings.Connections),
        CallerPercent = Number(KnownSettings.CallerPercent),
        InstallTime = TimeSpan.FromDays(Number(KnownSettings.InstallDays)),
        InstallsPerDay = Number(KnownSettings.InstallsPerDay),
        OperatorName = Text(KnownSettings.OperatorName),
        OperatorMail = Text(KnownSettings.OperatorMail),
        LetterTime = TimeSpan.FromDays(Number(KnownSettings.LetterDays)),
        Shared = Shared(),
        Nodes = Number(KnownSettings.Nodes),
        Compatibility = Compatible(),
        HealthListen = Text(KnownSettings.HealthListen) is { } health ? ListenAddress.Parse(health) : null,
        AdminListen = AdminListen(),
        ShutdownTime = Seconds(KnownSettings.ShutdownSeconds),
        Notices = Notices(),
    };

    private NoticeSettings Notices() => new NoticeSettingsReader(written, DataFolder()).Read();

    private string DataFolder() => Folder(KnownSettings.DataFolder) ?? Home(Environment.SpecialFolder.LocalApplicationData, "server");

    private string KeyFile()
    {
        string file = Folder(KnownSettings.KeyFile) ?? Home(Environment.SpecialFolder.ApplicationData, "server.key");
        // A backup of the data folder must not hold the key to it.
        return RealPath.IsWithin(file, DataFolder())
            ? throw new SettingException(Message.Of("settings.key-inside-data"))
            : file;
    }

    private string? AppFolder()
    {
        // Here an empty text says something: no app, even where one lies beside the program.
        if (written[KnownSettings.AppFolder.Name] is not { } text)
            return Path.Combine(AppContext.BaseDirectory, "app") is var beside && SiteFolder.IsApp(beside) ? beside : null;
        if (text.Length == 0)
            return null;
        string folder = Path.GetFullPath(text);
        return SiteFolder.IsApp(folder) ? folder : throw new SettingException(Message.Of("settings.app-folder", ("text", text), ("file", SiteFolder.Start)));
    }

    // An empty text says something here, too: nobody administers this server.
    private ListenAddress? AdminListen()
    {
        string? text = written[KnownSettings.AdminSocket.Name];
        if (text?.Length == 0)
            return null;
        string path = text is null ? Path.Combine(DataFolder(), "admin.sock") : Path.GetFullPath(text);
        if (List(KnownSettings.Listen, KnownSettings.Listen.Default).Append(Text(KnownSettings.HealthListen)).OfType<string>().Any(other => ListenAddress.Parse(other).SocketPath == path))
            throw new SettingException(Message.Of("admin.socket-shared"));
        return ListenAddress.FitsSocket(path) ? new ListenAddress(null, 0, path) : throw new SettingException(Message.Of("admin.socket-too-long", ("bytes", Encoding.UTF8.GetByteCount(path))));
    }

    // All of them or none: photos in one machine's folder are lost to the others.
    private SharedStore? Shared()
    {
        TextSetting[] needed = [KnownSettings.Ledger, KnownSettings.Photos, KnownSettings.S3Endpoint, KnownSettings.S3AccessKey, KnownSettings.S3SecretKey];
        string[] missing = [.. needed.Where(setting => Text(setting) is null).Select(setting => setting.Name)];
        if (missing.Length == needed.Length)
            return null;
        if (missing.Length > 0)
            throw new SettingException(Message.Of("settings.shared-incomplete", ("names", Argument.Row(missing.Select(name => (Argument)name)))));
        (string bucket, string prefix) = PhotoPlace(Text(KnownSettings.Photos)!);
        return new SharedStore(Text(KnownSettings.Ledger)!, bucket, prefix, Endpoint(Text(KnownSettings.S3Endpoint)!), Text(KnownSettings.S3AccessKey)!, Text(KnownSettings.S3SecretKey)!)
        {
            Region = Text(KnownSettings.S3Region) ?? KnownSettings.S3Region.Default,
        };
    }

    private static (string Bucket, string Prefix) PhotoPlace(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? place) || place.Scheme != "s3" || place.Host.Length == 0 || place.Query.Length + place.Fragment.Length > 0)
            throw new SettingException(Message.Of("settings.photos-place"));
        string path = place.AbsolutePath.Trim('/');
        return (place.Host, path.Length == 0 ? "" : path + "/");
    }

    private static Uri Endpoint(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address is { Scheme: "http" or "https", PathAndQuery: "/" }
        ? address
        : throw new SettingException(Message.Of("settings.s3-endpoint"));

    private CompatibilityMode? Compatible()
    {
        bool isServed = Word(KnownSettings.Compatibility, "hivision") is not null;
        bool isFixed = Word(KnownSettings.CompatibilityMode, "strict", "fixed") == "fixed";
        return !isServed ? null : isFixed ? CompatibilityMode.Fixed : CompatibilityMode.Strict;
    }

    private string? Word(TextSetting setting, params string[] words) => Text(setting) is not { } text || words.Contains(text)
        ? Text(setting)
        : throw new SettingException(Message.Of("compatibility.setting-word", ("name", setting.Name), ("words", Argument.Row(words.Select(word => (Argument)word)))));

    private int Number(NumberSetting setting) => setting.Read(Text(setting));

    private TimeSpan Seconds(NumberSetting setting) => TimeSpan.FromSeconds(Number(setting));

    private long Megabytes(NumberSetting setting) => (long)Number(setting) * Megabyte;

    private string? Folder(Setting setting) => Text(setting) is string path ? Path.GetFullPath(path) : null;

    private string[] List(Setting setting, string standard)
        => (Text(setting) ?? standard).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private string? Text(Setting setting) => written[setting.Name] is { Length: > 0 } text ? text : null;

    private static string Home(Environment.SpecialFolder folder, string name) => Path.Combine(
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home ? home : Path.GetFullPath("."), "idphoto", name);

    private static byte[] ApiKeyHash(string hex)
    {
        byte[] hash = new byte[SHA256.HashSizeInBytes];
        return Convert.FromHexString(hex, hash, out int read, out int bytes) == System.Buffers.OperationStatus.Done && read == hex.Length && bytes == hash.Length
            ? hash
            : throw new SettingException(Message.Of("settings.api-keys"));
    }

    private static StringSegment HostName(string text)
    {
        string name = text.StartsWith("*.", StringComparison.Ordinal) ? text[2..] : text;
        return Uri.CheckHostName(name) != UriHostNameType.Unknown
            ? new HostString(text).ToUriComponent()
            : throw new SettingException(Message.Of("guarding.invalid-host-name"));
    }

    private static System.Net.IPNetwork Network(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out System.Net.IPNetwork network))
            return network;
        return IPAddress.TryParse(text, out IPAddress? address)
            ? new System.Net.IPNetwork(address, 8 * address.GetAddressBytes().Length)
            : throw new SettingException(Message.Of("settings.trusted-proxies", ("text", text)));
    }
}
