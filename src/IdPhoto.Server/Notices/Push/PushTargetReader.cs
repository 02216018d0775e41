using System.Buffers.Text;
using System.Security.Cryptography;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;

namespace IdPhoto.Server.Notices.Push;

/// <summary>Reads a subscription that a browser or an app sends.</summary>
internal static class PushTargetReader
{
    private const int LongestEndpoint = 2048, LongestToken = 4096;

    /// <summary>An uncompressed point of P-256, and the secret (RFC 8291, 2).</summary>
    private const int PointBytes = 65, SecretBytes = 16;

    /// <exception cref="RequestRefused">It is none, or one that this server does not send to.</exception>
    public static PushTarget Read(PushRequest wanted, PushKeys keys) => wanted.Kind switch
    {
        WebPushTarget.Name => keys.Vapid is null ? throw NotOffered() : Web(wanted, keys.Hosts),
        FcmTarget.Name => !keys.Fcm ? throw NotOffered() : Fcm(wanted),
        _ => throw Malformed(),
    };

    private static WebPushTarget Web(PushRequest wanted, PushHosts hosts)
    {
        if (wanted is not { Endpoint.Length: <= LongestEndpoint, P256dh: not null, Auth: not null } || !IsPoint(wanted.P256dh) || Bytes(wanted.Auth)?.Length != SecretBytes)
            throw Malformed();
        return hosts.Allow(wanted.Endpoint)
            ? new WebPushTarget(wanted.Endpoint, wanted.P256dh.TrimEnd('='), wanted.Auth.TrimEnd('='))
            : throw RequestRefused.Invalid(Message.Of("notices.push-host"));
    }

    private static FcmTarget Fcm(PushRequest wanted)
        => wanted.Token is { Length: > 0 and <= LongestToken } token && token.All(letter => letter is > ' ' and < '\x7f') ? new FcmTarget(token) : throw Malformed();

    private static bool IsPoint(string text)
    {
        if (Bytes(text) is not { Length: PointBytes } point || point[0] != 4)
            return false;
        try
        {
            // A point beside the curve would give a part of our secret away.
            using ECDiffieHellman key = ECDiffieHellman.Create(
                new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[]? Bytes(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static RequestRefused Malformed() => RequestRefused.Invalid(Message.Of("notices.push-malformed"));

    private static RequestRefused NotOffered() => NoticeRequests.NotOffered(Message.Of("notices.no-push"));
}
