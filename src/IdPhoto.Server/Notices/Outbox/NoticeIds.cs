using System.Text;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Outbox;

/// <summary>Identifiers by which those on the way see that a notice is the same one again. They follow from the notice, and say nothing to who lacks the master key.</summary>
internal sealed class NoticeIds(RecordCipher cipher)
{
    private const int Bytes = 16;

    /// <summary>32 hexadecimal digits.</summary>
    public string Of(OutboxEntry entry)
        => Convert.ToHexStringLower(cipher.Hash("notice", [.. Encoding.UTF8.GetBytes($"{entry.Channel} {entry.Reference} "), .. entry.Person])[..Bytes]);
}
