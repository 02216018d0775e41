using System.Text.Json;
using IdPhoto.App.Device;
using IdPhoto.App.Words;

namespace IdPhoto.App.Journey;

/// <summary>See, export and delete what the server knows of this device, and write to whoever runs it.</summary>
public sealed class Rights(PersonLink person, Keeper keeper, Identity identity, Talk talk, TimeProvider clock)
{
    /// <summary>Everything that the server knows, as it says it; null where it knows nothing.</summary>
    /// <exception cref="UnavailableException">The server cannot be asked.</exception>
    public async Task<JsonElement?> SeenAsync()
    {
        if (identity.Id is not { } id)
            return null;
        try
        {
            return await person.CallAsync("GET", "device", id, talk.Words.Language.Tag);
        }
        catch (RefusedException refused) when (refused.Code == "not-found")
        {
            return null;
        }
    }

    /// <summary>The same, as a record.</summary>
    internal async Task<DeviceRecord?> SeeAsync() => await SeenAsync() is { } seen ? DeviceRecord.Read(seen) : null;

    /// <summary>Deletes everything of this device on the server, photos too, and drops the id.</summary>
    /// <returns>The signed statement; null where the server knew nothing.</returns>
    /// <exception cref="UnavailableException">The server cannot be asked: nothing was deleted.</exception>
    /// <exception cref="RefusedException">It cannot delete it now.</exception>
    public async Task<ErasedStay?> DeleteAsync()
    {
        if (identity.Id is not { } id)
            return null;
        ErasedStay? erased = null;
        try
        {
            erased = ErasedStay.Read(await person.CallAsync("DELETE", "device", id, talk.Words.Language.Tag));
        }
        catch (RefusedException refused) when (refused.Code == "not-found")
        {
            // Nothing is known there.
        }
        await DropAsync(erased?.ErasedAt ?? clock.GetUtcNow());
        return erased;
    }

    /// <summary>Deletes everything of this device; where the server cannot be asked now, the id ends here at once and the deletion is owed.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await DeleteAsync();
        }
        catch (Exception error) when (error is UnavailableException or RefusedException)
        {
            if (identity.Id is not { } id)
                return;
            await keeper.SetAsync(settings => settings with { OwedIds = [.. settings.OwedIds, id] });
            await DropAsync(owed: id);
        }
    }

    /// <summary>Has the server delete what it could not be asked to.</summary>
    /// <exception cref="UnavailableException">It still cannot be asked.</exception>
    public Task SettleAsync() => Each.TryAsync(keeper.Settings.OwedIds, SettleAsync);

    private async Task SettleAsync(string id)
    {
        try
        {
            await person.CallAsync("DELETE", "device", id, talk.Words.Language.Tag);
        }
        catch (RefusedException refused) when (refused.Code == "not-found")
        {
            // Nothing is known there any more.
        }
        await MarkAsync(upload => upload.OwedId == id, upload => upload with { Token = null, OwedId = null, ErasedAt = clock.GetUtcNow() });
        await keeper.SetAsync(settings => settings with { OwedIds = [.. settings.OwedIds.Where(other => other != id)] });
    }

    /// <summary>Drops the id here alone; consents under it end, as do subscriptions, which nobody can name any more.</summary>
    /// <param name="erasedAt">When the server has deleted all under it; null where it has not.</param>
    /// <param name="owed">The id, where the server is still to delete all under it.</param>
    public async Task DropAsync(DateTimeOffset? erasedAt = null, string? owed = null)
    {
        await identity.DropAsync();
        await keeper.SetAsync(settings => settings with { Owed = [], Consents = [.. settings.Consents.Where(consent => consent.Purpose is Purposes.Analytics or Purposes.Ads)] });
        // Without the id nobody can have the server erase them by it any more, unless it is owed.
        await MarkAsync(upload => upload.ById, upload => erasedAt is null ? upload with { ById = false, OwedId = owed } : upload with { Token = null, ErasedAt = erasedAt });
    }

    private async Task MarkAsync(Func<Upload, bool> which, Func<Upload, Upload> change)
    {
        foreach (Upload upload in keeper.Uploads.Where(upload => which(upload) && upload.IsThere(clock.GetUtcNow())).ToArray())
            await keeper.RememberAsync(change(upload));
    }

    /// <summary>Writes to whoever runs the app; nothing but what was written goes along.</summary>
    /// <param name="kind">'question', 'erase' or 'child'.</param>
    /// <param name="text">The letter.</param>
    /// <param name="answerTo">Where an answer goes; empty for none.</param>
    /// <returns>What to name when asking after it.</returns>
    public async Task<string> WriteAsync(string kind, string text, string answerTo)
        => (await person.CallAsync("POST", "letters", null, talk.Words.Language.Tag, ("kind", kind), ("text", text), ("answerTo", answerTo))).Text("reference") ?? "";

    /// <summary>The ids of those in the register of processors that the server is set up to use.</summary>
    public async Task<IReadOnlySet<string>> UsedAsync()
        => (await person.CallAsync("GET", "processors", null, talk.Words.Language.Tag)).All(line => line).Where(line => line.Is("used")).Select(line => line.Text("id") ?? "").ToHashSet();

    /// <summary>What is counted: name and how, of each.</summary>
    public async Task<IReadOnlyList<JsonElement>> CountedAsync() => (await person.CallAsync("GET", "statistics", null, talk.Words.Language.Tag)).All(line => line);
}
