namespace IdPhoto.Server.Store;

/// <summary>Where the ciphertexts are. An interface because one server keeps them in a folder, and several in a bucket that they share.</summary>
internal interface IPhotoFiles
{
    /// <summary>Whether a write that failed may still be carried out a little later, as by an S3 server that was not heard of in time.</summary>
    bool WritesMayFollow { get; }

    /// <summary>Writes a photo's ciphertext: whole and safe when it returns.</summary>
    /// <exception cref="StoreException">It cannot be written. Then it is not there, but for <see cref="WritesMayFollow"/>.</exception>
    Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel);

    /// <summary>Reads one; null where it is not there.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel);

    /// <summary>Removes these; they need not be there.</summary>
    /// <returns>Those that are gone; the others could not be removed.</returns>
    Task<IReadOnlySet<PhotoId>> DeleteAsync(IReadOnlyList<PhotoId> photos);

    /// <summary>Looks whether ciphertexts can be written and read at all.</summary>
    /// <exception cref="StoreException">They cannot.</exception>
    Task PingAsync(CancellationToken cancel);
}
