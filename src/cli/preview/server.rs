//! Requests to calls. Only this file and `guard` know `axum`, and what it stands on.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use baocao::diag::Lang;
use baocao::world::{MAX_FILE_BYTES, system_message};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::actions::{self, IssueError, IssueForm};
use super::assets;
use super::click::Click;
use super::desk::{Desk, DeskError, Opened};
use super::guard::Guard;
use super::session::{Edited, Session, lock};

/// Connections at a time, of which a browser takes a handful for each window; and how long one may be silent before or between
/// questions. Whoever opens connections and says nothing does not keep the page out.
const MAX_CONNECTIONS: usize = 200;
const MAX_SILENCE: Duration = Duration::from_secs(10);

/// How long a question for changes waits for one, before it is asked again.
const PATIENCE: Duration = Duration::from_secs(25);

/// A text of the largest file, as JSON.
const MAX_BODY_BYTES: usize = 2 * MAX_FILE_BYTES as usize;

/// Answers until the process ends.
///
/// # Errors
/// When the system gives no threads or takes the port away.
pub(super) fn serve(listener: TcpListener, guard: Guard, session: Arc<Session>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let service = TowerToHyperService::new(router(guard, session));
        let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
        loop {
            let place = room.clone().acquire_owned().await.map_err(std::io::Error::other)?;
            let Ok((stream, _)) = listener.accept().await else {
                // No file handle is left, for instance; there will be again.
                tokio::time::sleep(Duration::from_millis(200)).await;
                continue;
            };
            let service = service.clone();
            tokio::spawn(async move {
                let mut connection = http1::Builder::new();
                connection.timer(TokioTimer::new()).header_read_timeout(MAX_SILENCE);
                // A client that breaks off is its own business.
                let _ = connection.serve_connection(TokioIo::new(stream), service).await;
                drop(place);
            });
        }
    })
}

type Shared = State<Arc<Session>>;

fn router(guard: Guard, session: Arc<Session>) -> Router {
    let guard = Arc::new(guard);
    let nonce: Arc<str> = guard.nonce().into();
    let index = move |State(session): Shared| std::future::ready(index(&session, &nonce));
    let routes = Router::new()
        .route("/{name}", get(|Path(name): Path<String>| std::future::ready(asset(&name))))
        .route(
            "/vendor/{name}",
            get(|Path(name): Path<String>| std::future::ready(asset(&format!("vendor/{name}")))),
        )
        .route("/fonts/{index}", get(font))
        .route("/api/changes", get(changes))
        .route("/api/state", get(state))
        .route("/api/typed", post(typed))
        .route("/api/pages/{hash}", get(page))
        .route("/api/origin", post(origin))
        .route("/api/schema", get(schema))
        .route("/api/file", get(open))
        .route("/api/save", post(save))
        .route("/api/render", post(render))
        .route("/api/results/{index}", get(result))
        .route("/api/issued", get(issued))
        .route("/api/issue", post(issue))
        .route("/api/numbered", post(numbered))
        .route("/api/gallery", get(gallery))
        .route("/api/gallery/{id}", get(gallery_picture).post(gallery_add))
        .fallback(|| async { StatusCode::NOT_FOUND });
    Router::new()
        .route(&format!("{}/", guard.root()), get(index))
        .nest(&guard.root(), routes)
        .with_state(session)
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(middleware::from_fn(move |request, next| guarded(guard.clone(), request, next)))
}

/// The request with its body read: a client that sends half of it and falls silent is not waited for.
async fn whole(request: Request) -> Result<Request, StatusCode> {
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(MAX_SILENCE, axum::body::to_bytes(body, MAX_BODY_BYTES)).await {
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
        Ok(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(Ok(bytes)) => Ok(Request::from_parts(parts, Body::from(bytes))),
    }
}

/// Refuses strangers, and tells the browser to keep the page to itself.
async fn guarded(guard: Arc<Guard>, request: Request, next: Next) -> Response {
    let refusal = guard.refuses(request.method(), request.uri(), request.headers());
    let mut response = match refusal {
        Some(refusal) => (StatusCode::FORBIDDEN, refusal.reason()).into_response(),
        None => match whole(request).await {
            Ok(request) => next.run(request).await,
            Err(status) => status.into_response(),
        },
    };
    // Browsers keep the looks of text that is typed over by style attributes.
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; \
         style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        guard.nonce()
    );
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

fn index(session: &Session, nonce: &str) -> Response {
    let Some((media, text)) = assets::find("") else { return StatusCode::NOT_FOUND.into_response() };
    let lang = match session.lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    };
    let text = text.replace("{{lang}}", lang).replace("{{nonce}}", nonce);
    ([(header::CONTENT_TYPE, media)], text).into_response()
}

fn asset(name: &str) -> Response {
    match assets::find(name) {
        Some((media, text)) => ([(header::CONTENT_TYPE, media)], text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn font(State(session): Shared, Path(index): Path<usize>) -> Response {
    match session.font(index) {
        Some(bytes) => {
            let headers = [(header::CONTENT_TYPE, "font/ttf"), (header::CACHE_CONTROL, "max-age=3600")];
            (headers, bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Work on files and pages, beside the threads that answer.
async fn work<T: Send + 'static>(
    session: Arc<Session>,
    job: impl FnOnce(&Session) -> T + Send + 'static,
) -> Result<T, StatusCode> {
    // A panic has been printed; the page hears of it.
    tokio::task::spawn_blocking(move || job(&session)).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

#[derive(Deserialize)]
struct After {
    after: u64,
}

/// Answers when something has changed on the disk.
async fn changes(
    State(session): Shared,
    Query(After { after }): Query<After>,
) -> Result<Json<Value>, StatusCode> {
    let change = work(session, move |session| session.changes(after, PATIENCE)).await?;
    Ok(Json(json!({ "change": change })))
}

async fn state(State(session): Shared) -> Result<Json<Value>, StatusCode> {
    work(session, |session| session.show(&[])).await.map(Json)
}

#[derive(Deserialize)]
struct EditedText {
    path: String,
    text: String,
}

/// The report with texts that stand in the editor.
async fn typed(State(session): Shared, Json(edited): Json<Vec<EditedText>>) -> Result<Response, StatusCode> {
    work(session, move |session| {
        if let Some(error) = edited.iter().find_map(|edited| session.desk.check_edited(&edited.path).err()) {
            return refused(error, session.lang);
        }
        let edited: Vec<Edited> =
            edited.into_iter().map(|edited| (edited.path.into(), edited.text)).collect();
        Json(session.show(&edited)).into_response()
    })
    .await
}

async fn page(State(session): Shared, Path(hash): Path<String>) -> Response {
    match session.page(&hash) {
        Some(svg) => {
            let headers =
                [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=3600, immutable")];
            (headers, svg).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(Deserialize)]
struct Where {
    view: u64,
    page: usize,
    text: usize,
    unit: Option<usize>,
}

async fn origin(State(session): Shared, Json(at): Json<Where>) -> Result<Response, StatusCode> {
    let click = Click { view: at.view, page: at.page, text: at.text, unit: at.unit };
    let found = work(session, move |session| session.origin(click)).await?;
    Ok(found.map_or_else(|| StatusCode::GONE.into_response(), |found| Json(found).into_response()))
}

#[derive(Deserialize)]
struct Named {
    path: String,
}

async fn schema(State(session): Shared, Query(named): Query<Named>) -> Result<Response, StatusCode> {
    let text = work(session, move |session| {
        let is_office = session
            .desk
            .own_files()
            .iter()
            .skip(1)
            .any(|office| *office == std::path::Path::new(&named.path));
        session.schema(is_office)
    })
    .await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}

async fn open(State(session): Shared, Query(named): Query<Named>) -> Result<Response, StatusCode> {
    work(session, move |session| match session.desk.open(&named.path) {
        Ok(file) => Json(opened(&file)).into_response(),
        Err(error) => refused(error, session.lang),
    })
    .await
}

#[derive(Deserialize)]
struct Save {
    path: String,
    /// The hash of what was opened; none to write a file again that has gone.
    base: Option<String>,
    text: String,
}

async fn save(State(session): Shared, Json(save): Json<Save>) -> Result<Response, StatusCode> {
    let saved = move |desk: &Desk| match &save.base {
        Some(base) => desk.save(&save.path, base, &save.text),
        None => desk.write_again(&save.path, &save.text),
    };
    work(session, move |session| match saved(&session.desk) {
        Ok(hash) => Json(json!({ "hash": hash })).into_response(),
        Err(error) => refused(error, session.lang),
    })
    .await
}

async fn render(State(session): Shared, Json(of): Json<OfView>) -> Result<Json<Value>, StatusCode> {
    let made =
        work(session, move |session| session.is_on_disk(of.view).then(|| actions::write_files(session)))
            .await?;
    made.map(Json).ok_or(StatusCode::CONFLICT)
}

#[derive(Deserialize)]
struct OfView {
    view: u64,
}

async fn issued(State(session): Shared, Query(of): Query<OfView>) -> Result<Json<Value>, StatusCode> {
    work(session, move |session| actions::issued(session, of.view)).await.map(Json)
}

async fn issue(State(session): Shared, Json(form): Json<IssueForm>) -> Result<Response, StatusCode> {
    work(session, move |session| match actions::issue(session, &form) {
        Ok(issued) => Json(issued).into_response(),
        Err(IssueError::Form) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(IssueError::Changed) => StatusCode::CONFLICT.into_response(),
    })
    .await
}

/// The templates that the program carries, and whether the office has them.
async fn gallery(State(session): Shared) -> Result<Json<Value>, StatusCode> {
    work(session, actions::gallery).await.map(Json)
}

async fn gallery_picture(State(session): Shared, Path(id): Path<String>) -> Result<Response, StatusCode> {
    let picture = work(session, move |session| session.gallery_picture(&id)).await?;
    let picture = picture.ok_or(StatusCode::NOT_FOUND)?;
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "max-age=3600, immutable")];
    Ok((headers, picture).into_response())
}

async fn gallery_add(State(session): Shared, Path(id): Path<String>) -> Result<Json<Value>, StatusCode> {
    work(session, move |session| actions::add_template(session, &id)).await.map(Json)
}

#[derive(Deserialize)]
struct Numbered {
    text: String,
    serial: i64,
    /// As the answer to issuing has it.
    date: String,
}

/// A text with the number and day that its report was given.
async fn numbered(Json(of): Json<Numbered>) -> Result<Json<Value>, StatusCode> {
    let day = baocao::text::date::parse(&of.date).ok();
    let text = baocao::office::with_number(&of.text, of.serial, day);
    text.map(|text| Json(json!({ "text": text }))).ok_or(StatusCode::UNPROCESSABLE_ENTITY)
}

/// A file that the button for rendering wrote.
async fn result(State(session): Shared, Path(index): Path<usize>) -> Result<Response, StatusCode> {
    let path = lock(&session.results).get(index).cloned().ok_or(StatusCode::NOT_FOUND)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let media = match path.extension().is_some_and(|ending| ending == "pdf") {
        true => "application/pdf",
        false => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    };
    let bytes = work(session, move |_| std::fs::read(path)).await?.map_err(|_| StatusCode::NOT_FOUND)?;
    let mut response = Response::new(Body::from(bytes));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    // The name is that of a data file, in whatever letters.
    let encoded: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{encoded}")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

fn opened(file: &Opened) -> Value {
    json!({ "path": file.path, "text": file.text, "hash": file.hash, "writable": file.is_writable, "own": file.is_own })
}

fn refused(error: DeskError, lang: Lang) -> Response {
    let why = |error: &std::io::Error| system_message(error).get(lang).to_string();
    let (status, body) = match error {
        DeskError::Refused => (StatusCode::FORBIDDEN, json!({ "error": "refused" })),
        DeskError::NotFound => (StatusCode::NOT_FOUND, json!({ "error": "missing" })),
        DeskError::Unreadable(error) => {
            (StatusCode::INTERNAL_SERVER_ERROR, json!({ "error": "unreadable", "why": why(&error) }))
        }
        DeskError::NotUtf8 => (StatusCode::UNPROCESSABLE_ENTITY, json!({ "error": "encoding" })),
        DeskError::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, json!({ "error": "large" })),
        DeskError::Changed(now) => (StatusCode::CONFLICT, json!({ "error": "changed", "now": opened(&now) })),
        DeskError::Unwritable(error) => {
            (StatusCode::INSUFFICIENT_STORAGE, json!({ "error": "unwritable", "why": why(&error) }))
        }
    };
    (status, Json(body)).into_response()
}
