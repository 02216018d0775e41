using IdPhoto.Server.Consents;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Rights;

/// <summary>The photos that an install has sent and that are still kept. Of the photos themselves it says nothing: each needs its own token.</summary>
internal sealed class KeptPhotosPart(PhotoStore store, ServerMetrics metrics) : IPersonalPart
{
    public string Name => "photos";

    public string? Purpose => Purposes.ServerPhotos;

    public async Task<object?> ExportAsync(byte[] person)
        => (await store.OfOwnerAsync(person)).Select(photo => new SentPhoto(photo.SentAt, photo.ExpiresAt)).ToArray();

    public async Task<bool> DeleteAsync(byte[] person)
    {
        int erased = await store.EraseOfOwnerAsync(person);
        metrics.Removed(erased, "deleted");
        return erased > 0;
    }

    public async Task<bool> IsGoneAsync(byte[] person)
    {
        try
        {
            return await store.HasNothingOfOwnerAsync(person);
        }
        catch (StoreException)
        {
            // It is not known.
            return false;
        }
    }
}

/// <summary>A photo that is kept.</summary>
/// <param name="SentAt">When it came.</param>
/// <param name="ExpiresAt">When it will be gone.</param>
internal sealed record SentPhoto(DateTimeOffset SentAt, DateTimeOffset ExpiresAt);
