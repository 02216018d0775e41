using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Audit;

/// <summary>The keys of the audit log. They follow from the master key: who can write the data folder alone cannot write a line.</summary>
/// <param name="master">The master key.</param>
/// <param name="node">What marks one of several servers; null where it is alone. The log of one does not pass for that of another.</param>
internal sealed class AuditKey(MasterKey master, byte[]? node = null)
{
    private const int MarkBytes = 16;

    private readonly byte[] _lines = master.Derive([], node ?? [], "idphoto audit line 1", 32);
    private readonly byte[] _head = master.Derive([], node ?? [], "idphoto audit head 1", 32);
    private readonly byte[] _marks = master.Derive([], [], "idphoto audit mark 1", 32);

    /// <summary>HMAC-SHA256 over a line up to where its own MAC begins, in hexadecimal.</summary>
    public string OfLine(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(HMACSHA256.HashData(_lines, body));

    /// <summary>HMAC-SHA256 over where the log ends.</summary>
    public byte[] OfHead(AuditHead head)
    {
        byte[] lines = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(lines, head.Lines);
        return HMACSHA256.HashData(_head, (byte[])[.. lines, .. Encoding.ASCII.GetBytes(head.Hash)]);
    }

    /// <summary>Stands for a receipt in the log.</summary>
    /// <param name="subject">The receipt's subject.</param>
    public string Mark(string subject) => Convert.ToHexStringLower(HMACSHA256.HashData(_marks, Encoding.UTF8.GetBytes(subject)).AsSpan(0, MarkBytes));
}
