namespace IdPhoto.Server.Store;

/// <summary>Where the ciphertexts are. An interface because an object store will hold them where several servers share the work.</summary>
internal interface IPhotoFiles
{
    /// <summary>Writes a photo's ciphertext: whole and on the disk when it returns, or not there.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel);

    /// <summary>Reads one; null where it is not there.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel);

    /// <summary>Removes one; it need not be there.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    Task DeleteAsync(PhotoId id);

    /// <summary>Removes everything but these, at the start.</summary>
    /// <returns>Those of them that are there.</returns>
    Task<IReadOnlySet<PhotoId>> KeepOnlyAsync(IReadOnlySet<PhotoId> known);
}
