using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Mail;

/// <summary>How often an install had a confirmation mailed: it outlives the address, or a new address a minute would be no bound, and goes with the install.</summary>
internal sealed class AskedQuestions(AskTable asks) : IPersonalPart
{
    public string Name => "questions";

    public string? Purpose => null;

    /// <summary>When each was asked.</summary>
    public Task<object?> ExportAsync(byte[] person) => Task.FromResult<object?>(asks.Of(person) is { Count: > 0 } asked ? asked : null);

    public Task<bool> DeleteAsync(byte[] person)
    {
        asks.Forget(person);
        // Nothing that a person would look for in a receipt.
        return Task.FromResult(false);
    }
}
