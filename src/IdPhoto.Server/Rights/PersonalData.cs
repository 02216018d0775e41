using IdPhoto.Server.Consents;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;

namespace IdPhoto.Server.Rights;

/// <summary>Everything that the server keeps of one install: seen as one, deleted as one.</summary>
internal sealed class PersonalData(RecordStore records, People people, ConsentBook consents, IEnumerable<IPersonalPart> parts)
{
    /// <summary>Everything, readable; null where nothing is known.</summary>
    public async Task<DeviceAnswer?> ExportAsync(byte[] person)
    {
        if (people.Find(person) is not { } device)
            return null;
        Dictionary<string, object> kept = [];
        foreach (IPersonalPart part in parts)
            if (await part.ExportAsync(person) is { } content)
                kept[part.Name] = content;
        return new DeviceAnswer(device.FirstSeen, device.LastSeen, device.Expires, device.Facts.Language, device.Facts.Platform, device.Facts.AppVersion) { Parts = kept };
    }

    /// <summary>Writes down what an install says of itself. One that has not agreed to the policy or the controller of today is not written down, whatever an old page sends.</summary>
    /// <returns>Whether it has.</returns>
    public bool Correct(byte[] person, DeviceFacts told)
    {
        bool holds = false;
        // As one: an install that is deleted meanwhile is not written down again.
        records.InTransaction(() =>
        {
            holds = consents.HoldsAny(person);
            if (holds)
                people.Tell(person, told);
        });
        return holds;
    }

    /// <summary>Takes a consent back, and deletes what it allowed.</summary>
    /// <returns>Names of what was deleted.</returns>
    public async Task<IReadOnlyList<string>> WithdrawAsync(byte[] person, string purpose)
    {
        // First: whatever is under way for this purpose looks at it once more before it is done.
        consents.Withdraw(person, purpose);
        IReadOnlyList<string> deleted = await DeleteAsync(person, parts.Where(part => part.Purpose == purpose));
        records.Settle();
        return deleted;
    }

    /// <summary>Deletes everything.</summary>
    /// <returns>Names of what was deleted, and whether nothing is left of it in any file, neither of the records nor of the photos; otherwise that follows with a later tidying.</returns>
    public async Task<(IReadOnlyList<string> Names, bool Tidy)> DeleteAsync(byte[] person)
    {
        IReadOnlyList<string> deleted = await ForgetAsync(person);
        bool tidy = records.Settle();
        foreach (IPersonalPart part in parts)
            tidy &= await part.IsGoneAsync(person);
        return (deleted, tidy);
    }

    /// <summary>Deletes everything of several installs; <see cref="RecordStore.Tend"/> writes the files anew once, not for each.</summary>
    /// <returns>How many; what fails with one of them does not keep the others.</returns>
    public async Task<int> DeleteAsync(IReadOnlyList<byte[]> persons)
    {
        int deleted = 0;
        foreach (byte[] person in persons)
            try
            {
                await ForgetAsync(person);
                deleted++;
            }
            catch (StoreException)
            {
                // A photo of theirs could not be erased now: they stay written down, and the next sweep finds them.
            }
        return deleted;
    }

    private async Task<IReadOnlyList<string>> ForgetAsync(byte[] person)
    {
        foreach (string purpose in Purposes.All)
            consents.Withdraw(person, purpose);
        List<string> deleted = [.. await DeleteAsync(person, parts)];
        // Last: while it is written down, a sweep that was broken off finds the install again. A yes that was given meanwhile goes with it.
        bool known = false;
        records.InTransaction(() =>
        {
            consents.Forget(person);
            known = people.Forget(person);
            // Before it is committed: who finds nothing any more must not take it for tidy.
            if (known)
                records.Owe();
        });
        return known ? [.. deleted, "device"] : deleted;
    }

    private static async Task<IReadOnlyList<string>> DeleteAsync(byte[] person, IEnumerable<IPersonalPart> some)
    {
        List<string> deleted = [];
        foreach (IPersonalPart part in some)
            if (await part.DeleteAsync(person))
                deleted.Add(part.Name);
        return deleted;
    }
}
