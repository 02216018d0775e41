using System.Net.Sockets;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>Hands mails to the operator's mail server, over one connection that stays open while there are more. For one caller at a time.</summary>
internal sealed class MailSender(MailSettings settings) : IDisposable
{
    /// <summary>For one mail; the lease of a notice that is being sent is longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    private SmtpConversation? _server;

    /// <summary>Sends a mail.</summary>
    /// <param name="mail">The mail; its Message-ID tells repetitions apart from other mails.</param>
    /// <param name="begin">Called when the mail server has accepted the recipient and before it gets the content: from then on it may be delivered. What it throws keeps the mail from being sent.</param>
    /// <param name="cancel">Ends it as long as the mail server does not have the mail: later nobody would know whether it went out.</param>
    public async Task<Delivery> SendAsync(MimeMessage mail, Action begin, CancellationToken cancel)
    {
        using CancellationTokenSource patience = new(Patience);
        bool begun = false;
        try
        {
            SmtpConversation server = await ConnectAsync(cancel);
            server.RecipientAccepted = () =>
            {
                cancel.ThrowIfCancellationRequested();
                begin();
                begun = true;
            };
            await server.SendAsync(mail, patience.Token);
            return Delivery.Done;
        }
        catch (SmtpCommandException refused)
        {
            return await RefusedAsync(refused, cancel);
        }
        catch (Exception error)
        {
            Disconnect();
            if (begun)
                return new Delivery(DeliveryResult.Unknown);
            if (cancel.IsCancellationRequested || !IsOfTheConnection(error))
                throw;
            return new Delivery(DeliveryResult.ChannelDown, Reason: error.GetType().Name);
        }
    }

    /// <summary>Says goodbye; the next mail connects again.</summary>
    public async Task RestAsync(CancellationToken cancel)
    {
        try
        {
            if (_server is { IsConnected: true })
                await _server.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception error) when (IsOfTheConnection(error))
        {
            // It is gone anyway.
        }
        finally
        {
            Disconnect();
        }
    }

    public void Dispose() => Disconnect();

    private async Task<SmtpConversation> ConnectAsync(CancellationToken stop)
    {
        if (_server is { IsConnected: true } open)
            return open;
        Disconnect();
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        CancellationToken cancel = patience.Token;
        SmtpConversation server = _server = new SmtpConversation { CheckCertificateRevocation = settings.ChecksRevocation, LocalDomain = settings.From.Domain, Timeout = (int)Patience.TotalMilliseconds };
        await server.ConnectAsync(settings.Host, settings.Port, Options(settings.Security), cancel);
        if (settings.User is not null)
            await server.AuthenticateAsync(settings.User, await PasswordAsync(settings.PasswordFile!, cancel), cancel);
        return server;
    }

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        // Not 'when available': whoever sits between could say that it is not.
        _ => SecureSocketOptions.StartTls,
    };

    private static async Task<string> PasswordAsync(string file, CancellationToken cancel)
    {
        using StreamReader reader = new(file);
        return await reader.ReadLineAsync(cancel) ?? "";
    }

    // A reply: the server knows that it has not taken the mail (RFC 5321, 4.2.1).
    private async Task<Delivery> RefusedAsync(SmtpCommandException refused, CancellationToken cancel)
    {
        bool forGood = (int)refused.StatusCode >= 500;
        // 421 and a sender that is not liked concern all mails.
        if (refused.StatusCode == SmtpStatusCode.ServiceNotAvailable || refused.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            await RestAsync(cancel);
            return Down(refused);
        }
        if (refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
            return new Delivery(forGood ? DeliveryResult.Refused : DeliveryResult.Later);
        Disconnect();
        return Down(refused);
    }

    private static Delivery Down(SmtpCommandException refused)
        => new(DeliveryResult.ChannelDown, Reason: ((int)refused.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool IsOfTheConnection(Exception error) => error
        is IOException or SocketException or ProtocolException or SslHandshakeException or AuthenticationException or SaslException
        or ServiceNotConnectedException or ServiceNotAuthenticatedException or NotSupportedException or OperationCanceledException or UnauthorizedAccessException or TimeoutException;

    private void Disconnect()
    {
        _server?.Dispose();
        _server = null;
    }

    /// <summary>Shows the moment before which a mail is certainly not delivered.</summary>
    private sealed class SmtpConversation : SmtpClient
    {
        public Action RecipientAccepted { get; set; } = () => { };

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => RecipientAccepted();
    }
}
