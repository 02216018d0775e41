using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using IdPhoto.Server.Api;
using IdPhoto.Server.Compatibility;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Compatibility;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Uploads;
using IdPhoto.Server.Work;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>What is taken out of a form by both of its readers, and what they leave behind.</summary>
[Collection(CompatibleServers.Name)]
public sealed class FormTests(CompatibleServers servers)
{
    private const string Header = "Content-Disposition: form-data; name=\"input_image\"; filename=\"a.jpg\"", Head = "--x\r\n" + Header + "\r\n\r\n";

    /// <summary>No picture, which nobody looks at here, but with all that could be taken for a boundary.</summary>
    private static readonly byte[] Photo = [.. RandomNumberGenerator.GetBytes(70_000), .. "\r\n\r\n--\r\n--y\r--x \n--x--\r\n\r\n-"u8, .. RandomNumberGenerator.GetBytes(30_001), .. "\r\n"u8];

    [Fact]
    public void No_piece_of_a_photo_stays_in_the_arrays_that_the_whole_process_shares()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(300_000), form = Form(Head, "\r\n--x--\r\n", secret);
        LeakSearch search = new();
        search.Add(secret);
        foreach (Task read in new Task[] { UploadAsync(form), PictureAsync(form) })
            Assert.True(read.IsCompletedSuccessfully, "All of it must have been on this thread, whose arrays are looked at.");
        Assert.Empty(LeftInSharedArrays(search));
    }

    [Fact]
    public void Nothing_of_an_answer_in_JSON_stays_in_the_arrays_that_the_whole_process_shares()
    {
        byte[] secret = RandomNumberGenerator.GetBytes(300_000);
        LeakSearch search = new();
        search.Add(Encoding.ASCII.GetBytes(Convert.ToBase64String(secret)));
        _ = FileAnswer.OfJson(new { File = secret, Name = "a name" }, [.. secret]);

        Assert.Empty(LeftInSharedArrays(search));
    }

    private static List<int> LeftInSharedArrays(LeakSearch search)
    {
        byte[][] rented = [.. Enumerable.Range(4, 16).Select(bits => 1 << bits).SelectMany(length => Enumerable.Range(0, 8).Select(_ => ArrayPool<byte>.Shared.Rent(length)))];
        List<int> found = [.. rented.Where(array => search.Find(array) is not null).Select(array => array.Length)];
        foreach (byte[] array in rented)
            ArrayPool<byte>.Shared.Return(array);
        return found;
    }

    [Theory]
    [InlineData(Head, "\r\n--x--\r\n")]
    [InlineData(Head, "\r\n--x--")]
    [InlineData(Head, "\r\n--x--\r\nAn epilogue.\r\n--x\r\n")]
    [InlineData("A preamble of\r\ntwo lines\r\n" + Head, "\r\n--x--\r\n")]
    [InlineData("\r\n--x \t\r\n" + Header + "\r\n\r\n", "\r\n--x  \r\n\r\nwithout headers\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Type: image/jpeg\r\ncontent-disposition:form-data;filename=a.jpg;name=input_image\r\nX:\r\n\r\n", "\r\n--x--\r\n")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"hd\"\r\n\r\n\r\n" + Head, "\r\n--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n--x--\r\n")]
    [InlineData("--a b:'c\r\n" + Header + "\r\n\r\n", "\r\n--a b:'c--\r\n", "\"a b:'c\"")]
    public async Task A_photo_is_read_however_the_lines_around_it_are_drawn(string before, string after, string boundary = "x")
    {
        byte[] form = Form(before, after, Photo);

        Assert.Equal(Photo, await UploadAsync(form, boundary));
        Assert.Equal(Photo, await PictureAsync(form, boundary));
        Assert.Equal(Photo, await UploadAsync(form, boundary, announced: false));
        Assert.Equal(Photo, await PictureAsync(form, boundary, announced: false));
    }

    [Theory]
    [InlineData(Head, "", "requests.form-cut-off", "requests.form-cut-off")]
    [InlineData(Head, "\r\n--x", "requests.form-cut-off", "requests.form-cut-off")]
    [InlineData("--x\r\n" + Header, "", "requests.form-unreadable", "compatibility.form-needed")]
    [InlineData("--x\r\nContent-Disposition\r\n\r\n", "\r\n--x--\r\n", "requests.form-unreadable", "compatibility.form-needed")]
    [InlineData("--x and more\r\n" + Header + "\r\n\r\n", "\r\n--x--\r\n", "requests.form-unreadable", "compatibility.form-needed")]
    [InlineData(Head, "\r\n" + Head + "again\r\n--x--\r\n", "guarding.second-file", "guarding.second-file")]
    public async Task A_form_that_is_broken_or_holds_two_files_is_refused_with_the_reason(string before, string after, string said, string compatible)
    {
        byte[] form = Form(before, after, Photo);

        Assert.Equal(said, (await Assert.ThrowsAsync<RequestRefused>(() => UploadAsync(form))).Said.Id);
        Assert.Equal(compatible, (await Assert.ThrowsAsync<RequestRefused>(() => PictureAsync(form))).Said.Id);
        await Wait.UntilAsync(() => servers.Strict.Service<TransferMemory>().Used == 0);
    }

    [Fact]
    public async Task Headers_and_parts_are_bounded()
    {
        string header = new('a', 16 * 1024), part = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n";
        byte[] longHeader = Form($"--x\r\nX: {header}\r\n{Header}\r\n\r\n", "\r\n--x--\r\n", Photo), most = Form(string.Concat(Enumerable.Repeat(part, 63)) + Head, "\r\n--x--\r\n", Photo);
        byte[] tooMany = Form(string.Concat(Enumerable.Repeat(part, 64)) + Head, "\r\n--x--\r\n", Photo);

        Assert.Equal(Photo, await UploadAsync(most));
        Assert.Equal(Photo, await PictureAsync(most));
        foreach (byte[] form in new[] { longHeader, tooMany })
        {
            Assert.Equal("requests.form-unreadable", (await Assert.ThrowsAsync<RequestRefused>(() => UploadAsync(form))).Said.Id);
            Assert.Equal("compatibility.form-needed", (await Assert.ThrowsAsync<RequestRefused>(() => PictureAsync(form))).Said.Id);
        }
    }

    [Fact]
    public async Task A_file_may_be_as_large_as_the_limit_and_not_empty()
    {
        byte[] largest = new byte[servers.Strict.Service<ServerSettings>().Limits.MaxBytes];
        RandomNumberGenerator.Fill(largest);
        byte[] form = Form(Head, "\r\n--x--\r\n", largest), larger = Form(Head, "\r\n--x--\r\n", [.. largest, 1]), empty = Form(Head, "\r\n--x--\r\n", []);
        foreach (bool announced in new[] { true, false })
        {
            Assert.True((await UploadAsync(form, announced: announced)).SequenceEqual(largest));
            Assert.True((await PictureAsync(form, announced: announced))!.SequenceEqual(largest));
            Assert.Equal(Refusals.FileTooLarge, (await Assert.ThrowsAsync<PhotoException>(() => UploadAsync(larger, announced: announced))).Code);
            Assert.Equal(Refusals.FileTooLarge, (await Assert.ThrowsAsync<PhotoException>(() => PictureAsync(larger, announced: announced))).Code);
        }

        Assert.Equal(Refusals.EmptyFile, (await Assert.ThrowsAsync<PhotoException>(() => UploadAsync(empty))).Code);
        Assert.Null(await PictureAsync(empty));
    }

    private async Task<byte[]> UploadAsync(byte[] form, string boundary = "x", bool announced = true)
    {
        using UploadedPhoto photo = await servers.Strict.Service<UploadReader>().ReadAsync(Context(form, boundary, announced), forWork: false);
        return [.. photo.File];
    }

    private async Task<byte[]?> PictureAsync(byte[] form, string boundary = "x", bool announced = true)
    {
        using PhotoForm read = await servers.Strict.Service<PhotoFormReader>().ReadAsync(Context(form, boundary, announced));
        return read.Photo?.File.ToArray();
    }

    private static DefaultHttpContext Context(byte[] form, string boundary, bool announced)
        => new() { Request = { Body = new MemoryStream(form), ContentType = $"multipart/form-data; boundary={boundary}", ContentLength = announced ? form.Length : null } };

    private static byte[] Form(string before, string after, byte[] photo) => [.. Encoding.ASCII.GetBytes(before), .. photo, .. Encoding.ASCII.GetBytes(after)];
}
