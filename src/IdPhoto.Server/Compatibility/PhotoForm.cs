using System.Security.Cryptography;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;

namespace IdPhoto.Server.Compatibility;

/// <summary>A form that is read into memory: its fields, and its picture as a file or as Base64. Overwritten when it is disposed.</summary>
/// <param name="share">What it holds of the memory for transfers.</param>
internal sealed class PhotoForm(TransferMemory.Share share) : IDisposable
{
    public const string FileName = "input_image";
    public const string Base64Name = "input_image_base64";

    private byte[]? _file;
    private byte[]? _decoded;

    /// <summary>The fields that are not pictures, as they were written.</summary>
    public Dictionary<string, string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the picture came as text, which is taken before a file.</summary>
    public bool IsBase64 { get; private set; }

    /// <summary>Whether there is a picture of this name already.</summary>
    public bool Has(string name) => name == Base64Name ? IsBase64 : _file is not null;

    /// <summary>Takes what was sent as a picture; an empty one is none. Text is decoded where it is.</summary>
    public void Add(string name, Span<byte> bytes)
    {
        if (bytes.Length == 0)
            return;
        if (name == Base64Name)
            (IsBase64, _decoded) = (true, Base64Photo.Decode(bytes));
        else
            _file = UploadBuffer.Copy(bytes);
        share.Resize(Held);
    }

    /// <summary>Bytes that it holds.</summary>
    public long Held => (_file?.Length ?? 0L) + (_decoded?.Length ?? 0L);

    /// <summary>The picture; null where none was sent or its text is not Base64. Disposing it is left to the form.</summary>
    public UploadedPhoto? Photo => (IsBase64 ? _decoded : _file) is { } bytes ? new UploadedPhoto(bytes, null) : null;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_file);
        CryptographicOperations.ZeroMemory(_decoded);
        share.Dispose();
    }
}
