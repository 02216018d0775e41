using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Answers are in the language that the caller's <c>Accept-Language</c> asks for.</summary>
public sealed partial class LanguageTests(SharedServer shared)
{
    private const string Nowhere = "v2/nowhere";

    [Theory]
    [InlineData(null, "en")]
    [InlineData("de", "de")]
    [InlineData("de-CH;q=0.5, fr;q=0.9", "fr")]
    [InlineData("tlh, zh-TW", "zh-Hans")]
    [InlineData("de;q=0, en;q=0.1", "en")]
    [InlineData("*", "en")]
    [InlineData("rubbish;;q=x", "en")]
    [InlineData(";;;,,=q=;-_.@,q", "en")]
    public async Task A_refusal_is_in_the_language_that_is_asked_for_and_in_English_where_that_is_not_written(string? header, string tag)
    {
        using HttpResponseMessage answer = await GetAsync(Nowhere, header);
        Sentences words = Sentences.In(Languages.Find(tag)!, Place.Api);
        JsonElement problem = await Task.FromResult(answer).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);

        Assert.Equal(words.Say(Message.Of("requests.title-not-found")), problem.GetProperty("title").GetString());
        Assert.Equal(words.Say(Message.Of("requests.not-found")), problem.GetProperty("detail").GetString());
        AssertMarked(answer, words.Spoken.Tag);
    }

    [Fact]
    public async Task Every_answer_that_holds_sentences_says_their_language_and_no_other_does()
    {
        AssertMarked(await GetAsync("api", "en"), "en");
        AssertMarked(await GetAsync("v1/sheets", "en"), "en");
        AssertMarked(await shared.Api.PostAsync("v1/checks?spec=one-inch", SecretPhoto.Camera), "en");
        AssertMarked(await shared.Api.PostAsync("v1/id-photos?spec=moon-passport", SecretPhoto.Camera), "en");

        foreach (string address in (string[])["healthz", "api/page.css", "api/sample.png", "v1/receipt-keys"])
        {
            using HttpResponseMessage answer = await GetAsync(address, "de");
            Assert.Empty(answer.Content.Headers.ContentLanguage);
            Assert.Empty(answer.Headers.Vary);
        }
    }

    [Fact]
    public async Task The_page_lacks_no_sentence()
    {
        string page = await shared.Api.Client.GetStringAsync("api"), script = await shared.Api.Client.GetStringAsync("api/page.js");

        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains("<title>ID Photo Expert: the API</title>", page, StringComparison.Ordinal);
        IEnumerable<string> needed = Word().Matches(script).Select(match => match.Groups[1].Value).Distinct();
        Assert.Equal(Given().Matches(page).Select(match => match.Groups[1].Value).Order(), needed.Order());
    }

    private async Task<HttpResponseMessage> GetAsync(string address, string? language)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return await shared.Api.Client.SendAsync(request);
    }

    private static void AssertMarked(HttpResponseMessage answer, string tag)
    {
        Assert.Equal([tag], answer.Content.Headers.ContentLanguage);
        Assert.Equal(["Accept-Language"], answer.Headers.Vary);
    }

    [GeneratedRegex(@"\bphrases\.([a-z]+)")]
    private static partial Regex Word();

    [GeneratedRegex(@" data-([a-z]+)=""[^""]{3,}""")]
    private static partial Regex Given();
}
