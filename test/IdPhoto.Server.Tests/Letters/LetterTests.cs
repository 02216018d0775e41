using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IdPhoto.Server.Letters;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Letters;

/// <summary>Letters to the operator: from the form into the box, and out of it.</summary>
public sealed class LetterTests
{
    private const string Text = "A photo of my niece was sent from her cousin’s telephone on Tuesday between two and three.";
    private const string Writer = "aunt.of.the.child@mail.example.org";

    [Fact]
    public async Task A_letter_is_never_in_clear_in_any_file_and_the_operator_reads_it_until_it_is_erased()
    {
        using Sandbox sandbox = new();
        LeakSearch search = new();
        foreach (string secret in new[] { Text[..60], Writer, Writer.Split('@')[0] })
            search.Add(Encoding.UTF8.GetBytes(secret));
        string reference;
        await using (HostedServer server = await HostedServer.StartInAsync(sandbox))
        {
            using HttpResponseMessage answer = await WriteAsync(server, new { kind = "child", text = Text, answerTo = Writer }, "de");
            JsonElement taken = JsonDocument.Parse(await Task.FromResult(answer).BodyAsync()).RootElement;
            reference = taken.GetProperty("reference").GetString()!;
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$", reference);
            // What to do meanwhile, without knowing anything of the photo.
            Assert.Contains("24 Stunden", taken.GetProperty("next").GetString(), StringComparison.Ordinal);

            LetterBox box = server.Service<LetterBox>();
            Assert.Equal((reference, "child"), box.List().Select(letter => (letter.Reference, letter.Kind)).Single());
            Assert.Equal(new Letter("child", Text, Writer, "de"), box.Read(reference.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)));
            Assert.True(box.Close(reference));
            Assert.False(box.Close(reference));
            Assert.NotNull(box.List().Single().ClosedAt);
            Assert.Empty(search.Find(sandbox.Files()));
        }
        Assert.Empty(search.Find(sandbox.Files()));
        await using (HostedServer server = await HostedServer.StartInAsync(sandbox))
        {
            Assert.Equal(Text, server.Service<LetterBox>().Read(reference)?.Text);
            Assert.True(server.Service<LetterBox>().Erase(reference));
        }
        search.Add(Encoding.UTF8.GetBytes(reference));
        Assert.Empty(search.Find(sandbox.Files()));
    }

    [Fact]
    public async Task Letters_that_are_not_taken_are_refused_with_what_to_do()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        foreach (object wrong in new object[]
        {
            new { kind = "complaint", text = Text }, new { kind = "question", text = " \n" }, new { kind = "question", text = Text, answerTo = "nobody" },
            new { kind = "question", text = Text, answerTo = "Aunt <aunt@example.org>" }, new { kind = "question", text = new string('ß', 4001) },
            new { kind = "question", text = Text, photo = "0123" }, "no object",
        })
            await WriteAsync(server, wrong).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
        using StringContent form = new("kind=question&text=hello", Encoding.UTF8, "application/x-www-form-urlencoded");
        await server.Api.Client.PostAsync("v1/letters", form).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);

        // The longest, in letters of four bytes, each of which JSON may write with twelve.
        await WriteAsync(server, new { kind = "question", text = string.Concat(Enumerable.Repeat("𝄞", 4000)) }).BodyAsync();
        for (int i = 1; i < LetterLimits.PerCaller; i++)
            await WriteAsync(server, new { kind = "question", text = Text }).BodyAsync();
        using HttpResponseMessage one = await WriteAsync(server, new { kind = "question", text = Text });
        Assert.InRange(one.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        await Task.FromResult(one).IsAsync(HttpStatusCode.TooManyRequests, ServerCodes.TooManyRequests);
        await WriteAsync(server, new { kind = "child", text = Text }).BodyAsync();
        Assert.Equal(LetterLimits.PerCaller + 1, server.Service<LetterBox>().List().Count);
    }

    [Fact]
    public async Task A_letter_for_which_the_box_had_no_room_does_not_count()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        LetterBox box = server.Service<LetterBox>();
        server.Service<RecordStore>().InTransaction(() => Assert.All(Enumerable.Range(0, LetterBox.Room), _ => Assert.NotNull(box.Keep(new Letter("child", Text, null, "en")))));
        for (int i = 0; i < 2 * LetterLimits.PerCaller; i++)
            await WriteAsync(server, new { kind = "child", text = Text }).IsAsync(HttpStatusCode.InsufficientStorage, ServerCodes.StoreFull);

        Assert.True(box.Erase(box.List()[0].Reference));
        await WriteAsync(server, new { kind = "child", text = Text }).BodyAsync();
    }

    [Fact]
    public async Task The_operator_is_mailed_that_a_letter_has_come_and_nothing_that_is_in_it()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync();
        await using HostedServer server = await HostedServer.StartAsync(
            "PublicAddress=https://photos.example.org", $"SmtpServer=127.0.0.1:{smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}", "SmtpSecurity=none",
            "MailFrom=photos@example.org", "OperatorMail=privacy@example.org");
        JsonElement taken = JsonDocument.Parse(await WriteAsync(server, new { kind = "erase", text = Text, answerTo = Writer }).BodyAsync()).RootElement;

        ReceivedMail mail = (await smtp.WaitAsync("privacy@example.org")).Single();

        Assert.Contains($"idphoto admin letters show {taken.GetProperty("reference").GetString()}", mail.Message.TextBody, StringComparison.Ordinal);
        foreach (string secret in new[] { "niece", Writer.Split('@')[0] })
            Assert.DoesNotContain(secret, mail.Raw, StringComparison.Ordinal);
        while (server.Service<LetterBox>().Untold().Count > 0)
            await Task.Delay(10);
        await WriteAsync(server, new { kind = "question", text = Text }).BodyAsync();
        await smtp.WaitAsync("privacy@example.org", 2);
        Assert.Equal(2, smtp.Mails.Select(told => told.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(RecordsIn.Sqlite)]
    [InlineData(RecordsIn.Postgres)]
    public void A_letter_goes_when_its_time_is_over_and_a_full_box_takes_none(RecordsIn place)
    {
        using RecordsBench bench = new(place: place);
        Letter letter = new("question", Text, null, "en");
        string reference = bench.Letters.Keep(letter)!.Reference;
        bench.Clock.Pass(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.False(bench.Letters.EraseExpired());
        Assert.NotNull(bench.Letters.Read(reference));
        bench.Clock.Pass(TimeSpan.FromSeconds(1));
        // Nobody reads it from now on, also where it is erased a little later.
        Assert.Null(bench.Letters.Read(reference));
        Assert.Empty(bench.Letters.List());
        Assert.True(bench.Letters.EraseExpired());
        Assert.False(bench.Letters.Erase(reference));

        Letter last = letter with { Kind = "child" };
        bench.Records.InTransaction(() => Assert.All(Enumerable.Range(0, LetterBox.Room), _ => Assert.NotNull(bench.Letters.Keep(last))));
        Assert.Null(bench.Letters.Keep(last));
    }

    [Theory]
    [InlineData(RecordsIn.Sqlite)]
    [InlineData(RecordsIn.Postgres)]
    public void A_box_full_of_questions_still_takes_what_is_to_be_erased(RecordsIn place)
    {
        using RecordsBench bench = new(place: place);
        int questions = 0;
        bench.Records.InTransaction(() =>
        {
            while (bench.Letters.Keep(new Letter("question", Text, null, "en")) is not null)
                questions++;
        });
        Assert.Equal(LetterBox.Room - LetterBox.ForErasure, questions);
        Assert.NotNull(bench.Letters.Keep(new Letter("child", Text, null, "en")));
        Assert.NotNull(bench.Letters.Keep(new Letter("erase", Text, null, "en")));
    }

    private static Task<HttpResponseMessage> WriteAsync(HostedServer server, object letter, string language = "en")
    {
        HttpRequestMessage request = new(HttpMethod.Post, "v1/letters") { Content = JsonContent.Create(letter) };
        request.Headers.Add("Accept-Language", language);
        return server.Api.Client.SendAsync(request);
    }
}
