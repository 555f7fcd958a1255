//! Contents come and go in a folder of their own.

use super::*;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

const FAR: Timestamp = Timestamp::from_micros(i64::MAX);

struct Place {
    blobs: Blobs,
    folder: PathBuf,
}

impl Place {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("comptoir-blobs-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self {
            blobs: Blobs::below(&folder),
            folder,
        }
    }

    async fn arriving(&self, id: u128, bytes: &[u8]) -> Arriving {
        let mut arriving = self.blobs.begin(Uuid::from_u128(id)).await.unwrap();
        for piece in bytes.chunks(10_000) {
            arriving.write(piece).await.unwrap();
        }
        arriving
    }

    async fn read(&self, digest: &Digest) -> Vec<u8> {
        let bytes = self.blobs.read(digest).await.unwrap();
        let pieces: Vec<Bytes> = bytes.try_collect().await.unwrap();
        pieces.concat()
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder.join(folder)).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[tokio::test]
async fn one_content_is_kept_once_and_is_nobody_elses() {
    let place = Place::new("once");
    let bytes = (0..200_000_u32).map(|n| (n % 251) as u8).collect::<Vec<_>>();
    let mut digests = Vec::new();
    for id in [1, 2] {
        let received = place.arriving(id, &bytes).await.finish().await.unwrap();
        assert_eq!(received.size, 200_000);
        digests.push(received.digest);
        place.blobs.keep(received).await.unwrap();
    }
    assert_eq!(digests[0], digests[1]);
    assert_eq!(place.names("content"), [digests[0].to_string()]);
    assert!(place.names("incoming").is_empty());
    assert_eq!(place.read(&digests[0]).await, bytes);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(place.folder.clone()), 0o700);
    assert_eq!(mode(place.folder.join("content")), 0o700);
    assert_eq!(
        mode(place.folder.join("content").join(digests[0].to_string())),
        0o600
    );
}

#[tokio::test]
async fn nothing_is_a_content_too() {
    let place = Place::new("nothing");
    let received = place.arriving(1, b"").await.finish().await.unwrap();
    let digest = received.digest;
    place.blobs.keep(received).await.unwrap();
    assert!(place.read(&digest).await.is_empty());
    assert!(digest.to_string().starts_with("e3b0c44298fc1c14"));
}

#[tokio::test]
async fn what_does_not_come_whole_leaves_nothing() {
    let place = Place::new("half");
    drop(place.arriving(1, &[7; 150_000]).await);
    // The file is removed on a thread of its own.
    for _ in 0..100 {
        if place.names("incoming").is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert!(place.names("incoming").is_empty() && place.names("content").is_empty());
    let received = place.arriving(2, b"whole").await.finish().await.unwrap();
    place.blobs.forget(received).await;
    assert!(
        place.names("incoming").is_empty(),
        "the content is left to the timer"
    );
}

#[tokio::test]
async fn a_content_removed_between_its_coming_and_its_row_is_put_back() {
    let place = Place::new("race");
    let received = place.arriving(1, b"needed").await.finish().await.unwrap();
    let digest = received.digest;
    // Somebody finds no row yet …
    assert!(place.blobs.set_aside(&digest).await.unwrap());
    assert_eq!(place.read(&digest).await, b"needed", "it can be read meanwhile");
    place.blobs.remove(&digest).await.unwrap();
    assert!(matches!(
        place.blobs.read(&digest).await.err(),
        Some(BlobError::Missing)
    ));
    // … and here it is.
    place.blobs.keep(received).await.unwrap();
    assert_eq!(place.read(&digest).await, b"needed");
    // Or somebody finds the row after all.
    assert!(place.blobs.set_aside(&digest).await.unwrap());
    assert_eq!(place.blobs.aside().await.unwrap(), [digest]);
    place.blobs.put_back(&digest).await.unwrap();
    assert_eq!(place.read(&digest).await, b"needed");
    assert!(!place.blobs.set_aside(&Digest::from([0; 32])).await.unwrap());
}

#[tokio::test]
async fn what_a_crash_left_is_found_by_its_age() {
    let place = Place::new("crash");
    place.blobs.prepare().unwrap();
    // What a process that was killed leaves: half a file, and a content without a row.
    fs::write(place.folder.join("incoming").join("half#1"), "half").unwrap();
    let received = place.arriving(1, b"whole").await.finish().await.unwrap();
    fs::write(place.folder.join("content").join("odd.txt"), "not ours").unwrap();
    assert_eq!(place.blobs.sweep(Timestamp::from_micros(0)).await.unwrap(), 0);
    assert_eq!(place.blobs.sweep(FAR).await.unwrap(), 2);
    let found = place.blobs.older_than(FAR).unwrap().try_collect::<Vec<_>>();
    assert_eq!(found.await.unwrap(), [received.digest]);
    let young = place.blobs.older_than(Timestamp::from_micros(0)).unwrap();
    assert!(young.try_collect::<Vec<_>>().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let file = std::env::temp_dir().join(format!("comptoir-blobs-{}-file", std::process::id()));
    fs::write(&file, "in the way").unwrap();
    let error = Blobs::below(&file).prepare().unwrap_err().to_string();
    assert!(error.contains(file.to_str().unwrap()), "{error}");
    fs::remove_file(file).unwrap();
}
