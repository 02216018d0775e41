using System.Text.Json;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>Steps that fail a test where they go wrong.</summary>
internal static class EnginePageSteps
{
    /// <summary>Opens a picture that is not refused.</summary>
    public static async Task<JsonElement> OpenedAsync(this EnginePage page, byte[] file)
    {
        JsonElement found = await page.OpenPhotoAsync(file);
        Assert.False(found.TryGetProperty("refusal", out JsonElement refusal), refusal.ToString());
        return found;
    }
}
