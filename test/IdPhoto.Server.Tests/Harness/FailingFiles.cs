using IdPhoto.Server.Store;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A disk that does not do what it is told.</summary>
internal sealed class FailingFiles(IPhotoFiles real) : IPhotoFiles
{
    public bool CannotDelete { get; set; }

    public bool CannotWrite { get; set; }

    public bool WritesMayFollow => real.WritesMayFollow;

    public Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
        => CannotWrite ? throw StoreException.Of(new IOException("No space left on device: " + id.Hex)) : real.WriteAsync(id, ciphertext, cancel);

    public Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel) => real.ReadAsync(id, cancel);

    public Task<IReadOnlySet<PhotoId>> DeleteAsync(IReadOnlyList<PhotoId> photos)
        => CannotDelete ? Task.FromResult<IReadOnlySet<PhotoId>>(new HashSet<PhotoId>()) : real.DeleteAsync(photos);

    public Task PingAsync(CancellationToken cancel) => real.PingAsync(cancel);
}
