using System.Security.Cryptography;

namespace IdPhoto.Server.Uploads;

/// <summary>A photo in memory that is overwritten when it is disposed.</summary>
/// <param name="file">The photo; handed over.</param>
/// <param name="share">Its part of the memory for uploads, to be given back; null for none.</param>
internal sealed class UploadedPhoto(byte[] file, IDisposable? share) : IDisposable
{
    /// <summary>The photo's file; fills its array, so that the decoder makes no copy.</summary>
    public byte[] File { get; } = file;

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(File);
        share?.Dispose();
    }
}
