using System.Globalization;
using System.Net;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace IdPhoto.Server.Notices.Settings;

/// <summary>Puts what was written about notices into types.</summary>
/// <param name="written">The settings.</param>
/// <param name="dataFolder">Takes no other files.</param>
internal sealed class NoticeSettingsReader(IConfiguration written, string dataFolder)
{
    /// <exception cref="SettingException">A setting cannot be used, or another one that it needs is missing.</exception>
    public NoticeSettings Read()
    {
        Uri? address = Text(KnownSettings.PublicAddress) is { } text ? Address(KnownSettings.PublicAddress, text) : null;
        return new NoticeSettings
        {
            PublicAddress = address,
            Mail = Mail(address),
            WebPush = WebPush(),
            Fcm = Text(KnownSettings.FcmAccountFile) is { } account ? new FcmSettings(File(KnownSettings.FcmAccountFile, account), FcmAddress()) : null,
            PerMinute = KnownSettings.NoticesPerMinute.Read(Text(KnownSettings.NoticesPerMinute)),
        };
    }

    private MailSettings? Mail(Uri? address)
    {
        if (Text(KnownSettings.SmtpServer) is not { } server)
            return null;
        if (address is null)
            throw Needs(KnownSettings.SmtpServer, KnownSettings.PublicAddress);
        (string host, int port) = HostAndPort(server);
        MailSecurity security = Security();
        string? user = Text(KnownSettings.SmtpUser), password = Text(KnownSettings.SmtpPasswordFile);
        if ((user is null) != (password is null))
            throw user is null ? Needs(KnownSettings.SmtpPasswordFile, KnownSettings.SmtpUser) : Needs(KnownSettings.SmtpUser, KnownSettings.SmtpPasswordFile);
        // A password that everybody on the way can read is none.
        if (user is not null && security == MailSecurity.None)
            throw new SettingException(Message.Of("notices.setting-password-in-clear"));
        return new MailSettings(host, port, security, user, password is null ? null : File(KnownSettings.SmtpPasswordFile, password), From(), ChecksRevocation());
    }

    private WebPushSettings? WebPush()
    {
        if (Text(KnownSettings.VapidKeyFile) is not { } file)
            return null;
        if (RealPath.IsWithin(Path.GetFullPath(file), dataFolder))
            throw new SettingException(Message.Of("notices.setting-inside-data", ("name", KnownSettings.VapidKeyFile.Name)));
        // A missing one is made with the first start.
        if (System.IO.File.Exists(file))
            SecretFile.Check(KnownSettings.VapidKeyFile.Name, file);
        string contact = Text(KnownSettings.VapidContact) ?? throw Needs(KnownSettings.VapidKeyFile, KnownSettings.VapidContact);
        if (!Uri.TryCreate(contact, UriKind.Absolute, out Uri? reached) || (reached.Scheme != Uri.UriSchemeMailto && reached.Scheme != Uri.UriSchemeHttps))
            throw new SettingException(Message.Of("notices.setting-vapid-contact"));
        string[] hosts = (Text(KnownSettings.PushHosts) ?? KnownSettings.PushHosts.Default).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return hosts.All(host => Uri.CheckHostName(host) != UriHostNameType.Unknown)
            ? new WebPushSettings(Path.GetFullPath(file), contact, hosts)
            : throw new SettingException(Message.Of("notices.setting-push-hosts"));
    }

    private Uri FcmAddress() => Address(KnownSettings.FcmAddress, Text(KnownSettings.FcmAddress) ?? KnownSettings.FcmAddress.Default);

    private MailboxAddress From()
    {
        string from = Text(KnownSettings.MailFrom) ?? throw Needs(KnownSettings.SmtpServer, KnownSettings.MailFrom);
        return MailboxAddress.TryParse(from, out MailboxAddress? sender) && sender.Domain.Length > 0
            ? sender
            : throw new SettingException(Message.Of("notices.setting-mail-from"));
    }

    private MailSecurity Security() => Text(KnownSettings.SmtpSecurity) switch
    {
        null or "starttls" => MailSecurity.StartTls,
        "tls" => MailSecurity.Tls,
        "none" => MailSecurity.None,
        _ => throw OneOf(KnownSettings.SmtpSecurity, "starttls", "tls", "none"),
    };

    private bool ChecksRevocation() => Text(KnownSettings.SmtpRevocation) switch
    {
        null or "online" => true,
        "offline" => false,
        _ => throw OneOf(KnownSettings.SmtpRevocation, "online", "offline"),
    };

    private string? Text(Setting setting) => written[setting.Name] is { Length: > 0 } text ? text : null;

    private static (string Host, int Port) HostAndPort(string server)
    {
        int colon = server.LastIndexOf(':');
        return colon > 0 && Uri.CheckHostName(server[..colon]) != UriHostNameType.Unknown
            && ushort.TryParse(server[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port) && port > 0
            ? (server[..colon], port)
            : throw new SettingException(Message.Of("notices.setting-smtp-server"));
    }

    // Links and tokens must not travel in clear, but to this very machine.
    private static Uri Address(Setting setting, string text)
        => Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) && address.Query.Length == 0 && address.Fragment.Length == 0 && IsSafe(address)
            ? address
            : throw new SettingException(Message.Of("notices.setting-address", ("name", setting.Name)));

    private static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps
        || (address.Scheme == Uri.UriSchemeHttp && IPAddress.TryParse(address.Host, out IPAddress? ip) && IPAddress.IsLoopback(ip));

    private static string File(Setting setting, string path)
    {
        if (!System.IO.File.Exists(path))
            throw new SettingException(Message.Of("notices.setting-no-file", ("name", setting.Name)));
        SecretFile.Check(setting.Name, path);
        return Path.GetFullPath(path);
    }

    private static SettingException Needs(Setting setting, Setting needed)
        => new(Message.Of("notices.setting-needs", ("name", setting.Name), ("needed", needed.Name)));

    private static SettingException OneOf(Setting setting, params IEnumerable<string> words)
        => new(Message.Of("notices.setting-one-of", ("name", setting.Name), ("words", Argument.Any(words.Select(word => (Argument)word)))));
}
