using System.Net.Http.Json;
using System.Text.Json;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.PublicPages;

/// <summary>Anybody can have a receipt checked.</summary>
public sealed class ReceiptTests(SharedServer shared)
{
    private const string Others = "ABQgw. ";

    [Fact]
    public async Task A_receipt_is_valid_as_it_was_given_and_with_no_letter_changed()
    {
        Kept kept = await shared.Api.KeepAsync(SecretPhoto.Camera);
        string photo = Receipt(await shared.Api.EraseAsync(kept).BodyAsync());
        Install install = new(shared.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        string device = Receipt(await install.SendAsync(HttpMethod.Delete, "v1/device").BodyAsync());

        Assert.Equal("photo key,bytes,record", await CheckAsync(photo));
        Assert.StartsWith("device consents,device", await CheckAsync($"  {device}\n"), StringComparison.Ordinal);
        Assert.Equal("invalid", await CheckAsync(""));
        Assert.Equal("invalid", await CheckAsync(photo + "="));
        Assert.Equal("invalid", await CheckAsync(photo[..photo.LastIndexOf('.')]));
        DeletionReceipts receipts = shared.Server.Service<DeletionReceipts>();
        for (int i = 0; i < device.Length; i++)
            foreach (char other in Others.Where(other => other != device[i]))
                Assert.True(receipts.Read(device[..i] + other + device[(i + 1)..]) is null, $"Letter {i} may be {other}.");
        using DeletionReceipts another = new(MasterKeys.Of(MasterKey.Random()));
        Assert.Null(another.Read(device));
    }

    private static string Receipt(byte[] answer) => JsonDocument.Parse(answer).RootElement.GetProperty("receipt").GetString()!;

    private async Task<string> CheckAsync(string receipt)
    {
        JsonElement verdict = JsonDocument.Parse(await shared.Api.Client.PostAsJsonAsync("v1/receipts/check", new { receipt }).BodyAsync()).RootElement;
        if (!verdict.GetProperty("valid").GetBoolean())
            return "invalid";
        Assert.InRange(verdict.GetProperty("erasedAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-2), DateTimeOffset.UtcNow);
        return $"{verdict.GetProperty("kind").GetString()} {string.Join(',', verdict.GetProperty("erased").EnumerateArray().Select(word => word.GetString()))}";
    }
}
