using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace IdPhoto.Server.Store;

/// <summary>The key pair that signs receipts, which follows from a master key: there is no second secret to look after.</summary>
internal sealed class ReceiptSigner : IDisposable
{
    private const string Purpose = "idphoto deletion receipt 1";

    private readonly ECDsa _signer;

    public ReceiptSigner(MasterKey master)
    {
        // 16 bytes more than the order of P-256 has make every scalar practically equally likely (FIPS 186-5, A.2.1).
        BigInteger order = new(Convert.FromHexString("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551"), isUnsigned: true, isBigEndian: true);
        BigInteger secret = 1 + (new BigInteger(master.Derive([], [], Purpose, 48), isUnsigned: true, isBigEndian: true) % (order - 1));
        byte[] scalar = new byte[32];
        byte[] digits = secret.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(scalar, scalar.Length - digits.Length);
        _signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        ECParameters known = _signer.ExportParameters(includePrivateParameters: false);
        Key = new ReceiptKey("EC", "P-256", Base64Url.EncodeToString(known.Q.X), Base64Url.EncodeToString(known.Q.Y), "ES256", "sig", Thumbprint(known.Q));
    }

    /// <summary>What its signatures are checked with.</summary>
    public ReceiptKey Key { get; }

    /// <summary>Signs the beginning of a JSON Web Signature.</summary>
    public byte[] Sign(string text) => _signer.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256);

    /// <summary>Whether it has signed this.</summary>
    public bool HasSigned(string text, byte[] signature) => _signer.VerifyData(Encoding.ASCII.GetBytes(text), signature, HashAlgorithmName.SHA256);

    public void Dispose() => _signer.Dispose();

    // RFC 7638.
    private static string Thumbprint(ECPoint point) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(
        $$"""{"crv":"P-256","kty":"EC","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""")));
}

/// <summary>A public key (RFC 7517).</summary>
/// <param name="Kty">Key type: EC.</param>
/// <param name="Crv">Curve: P-256.</param>
/// <param name="X">The point, Base64url.</param>
/// <param name="Y">The point, Base64url.</param>
/// <param name="Alg">ES256.</param>
/// <param name="Use">sig.</param>
/// <param name="Kid">The key's thumbprint (RFC 7638).</param>
internal sealed record ReceiptKey(string Kty, string Crv, string X, string Y, string Alg, string Use, string Kid);
