using MimeKit;

namespace IdPhoto.Server.Notices.Settings;

/// <summary>How the operator lets notices be sent. Without any of it nothing is sent, and no connection is made.</summary>
internal sealed record NoticeSettings
{
    /// <summary>Where people reach this service, for links in mails; it ends with a slash. Null where there is no mail.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>Null where nothing is mailed.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Null without push to browsers.</summary>
    public WebPushSettings? WebPush { get; init; }

    /// <summary>Null without push through Firebase.</summary>
    public FcmSettings? Fcm { get; init; }

    /// <summary>Most notices of one channel that this process hands over in a minute.</summary>
    public required int PerMinute { get; init; }
}

/// <summary>The mail server of the operator.</summary>
/// <param name="Host">Its name, which its certificate must hold.</param>
/// <param name="Port">587 for submission.</param>
/// <param name="Security">How the connection is encrypted.</param>
/// <param name="User">Null where nobody signs in.</param>
/// <param name="PasswordFile">Its first line is the password; read with each connection, so that it can be changed.</param>
/// <param name="From">The sender of all mails.</param>
/// <param name="ChecksRevocation">Whether the certificate's issuer is asked if it was revoked.</param>
internal sealed record MailSettings(string Host, int Port, MailSecurity Security, string? User, string? PasswordFile, MailboxAddress From, bool ChecksRevocation);

/// <summary>How a connection to the mail server is encrypted.</summary>
internal enum MailSecurity
{
    /// <summary>From the command STARTTLS on, which the server must know (RFC 3207).</summary>
    StartTls,

    /// <summary>From the first byte on (RFC 8314).</summary>
    Tls,

    /// <summary>Not at all: for a mail server on the same machine.</summary>
    None,
}

/// <summary>Push to browsers (RFC 8030, 8291, 8292).</summary>
/// <param name="KeyFile">The VAPID key in PEM.</param>
/// <param name="Contact">A mailto: or https: address at which a push service reaches the operator.</param>
/// <param name="Hosts">Host names that subscriptions may have; names below them count too.</param>
internal sealed record WebPushSettings(string KeyFile, string Contact, IReadOnlyList<string> Hosts);

/// <summary>Push through Firebase Cloud Messaging, HTTP v1.</summary>
/// <param name="AccountFile">The service account in JSON.</param>
/// <param name="Address">Where the API is; it ends with a slash.</param>
internal sealed record FcmSettings(string AccountFile, Uri Address);
