namespace IdPhoto.Server.Compatibility;

/// <summary>A picture as it was sent.</summary>
/// <param name="File">Its file.</param>
/// <param name="IsBase64">Whether it came as text.</param>
internal sealed record SentPicture(byte[] File, bool IsBase64);

/// <summary>Makes what an address answers out of the picture that was sent; its fields are read already.</summary>
internal delegate Task<Reply> PictureJob(PictureDesk desk, SentPicture sent, CancellationToken cancel);

/// <summary>Reads what an address takes beside the picture.</summary>
internal delegate PictureJob ReadFields(FormFields fields, CompatibilityMode mode);
