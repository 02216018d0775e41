namespace IdPhoto.Server.Records;

/// <summary>One kind of thing that is kept of a person. Whatever keeps anything of people is one: seeing, exporting, withdrawing and deleting go through all of them.</summary>
internal interface IPersonalPart
{
    /// <summary>Its name in the export and in receipts, such as 'consents'.</summary>
    string Name { get; }

    /// <summary>The purpose that it needs consent for; null where it needs none.</summary>
    string? Purpose { get; }

    /// <summary>What is kept, readable, as it is written into JSON; null for nothing.</summary>
    Task<object?> ExportAsync(byte[] person);

    /// <summary>Deletes it.</summary>
    /// <returns>Whether there was anything.</returns>
    Task<bool> DeleteAsync(byte[] person);

    /// <summary>Whether nothing of what was deleted is left in files other than those of the <see cref="RecordStore"/>.</summary>
    Task<bool> IsGoneAsync(byte[] person) => Task.FromResult(true);
}
